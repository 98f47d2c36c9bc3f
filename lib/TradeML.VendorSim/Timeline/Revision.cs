namespace TradeML.VendorSim.Timeline;

/// <summary>Second thoughts of all vendors about history: from an instant on, prices of some days are others.</summary>
/// <param name="Symbol">Any ticker that the security bears or bore.</param>
/// <param name="First">First revised session, inclusive (exchange-local day).</param>
/// <param name="Last">Last revised session, inclusive.</param>
/// <param name="Factor">Factor on open, high, low, close and average price; the result is rounded to cents.
/// Positive.</param>
/// <param name="From">Instant from which the revised prices are served.</param>
public sealed record Revision(string Symbol, DateOnly First, DateOnly Last, double Factor, DateTimeOffset From);
