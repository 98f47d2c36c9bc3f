namespace TradeML.Data.Ingest.Routing;

/// <summary>A vendor said that the plan does not cover a dataset.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Why">In its words.</param>
public sealed record VendorRefusal(DateTime At, string Why);
