namespace TradeML.VendorSim.Timeline;

/// <summary>A vendor that does not serve for a while.</summary>
/// <param name="Vendor">alpaca, massive, finnhub …</param>
/// <param name="From">First instant of the outage.</param>
/// <param name="To">First instant after it.</param>
/// <param name="Hangs">Whether requests get no answer at all; otherwise they get 503.</param>
public sealed record Outage(string Vendor, DateTimeOffset From, DateTimeOffset To, bool Hangs = false);
