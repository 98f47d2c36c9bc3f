namespace TradeML.Research.Labels;

/// <summary>The end of one listing, as <c>reference/delistings</c> tells of it.</summary>
/// <param name="Symbol">Ticker at the time.</param>
/// <param name="Day">First session (exchange-local day) on which it no longer traded. A record with a bar on that day is not believed.</param>
/// <param name="Reason">Why.</param>
public readonly record struct Delisting(string Symbol, DateOnly Day, DelistingReason Reason)
{
    /// <summary>Reads a reason as the tables spell it: MERGER, VOLUNTARY, PERFORMANCE (with the exchange), and everything else as unknown.</summary>
    /// <param name="reason">The text; case does not matter.</param>
    /// <param name="exchange">The exchange's name or code where it is known: Nasdaq, NASDAQ, XNAS.</param>
    public static DelistingReason ReasonOf(string? reason, string? exchange = null) => reason?.Trim().ToUpperInvariant() switch
    {
        "MERGER" or "ACQUISITION" => DelistingReason.Merger,
        "VOLUNTARY" => DelistingReason.Voluntary,
        "PERFORMANCE_NASDAQ" => DelistingReason.PerformanceNasdaq,
        "PERFORMANCE" or "BANKRUPTCY" or "LIQUIDATION" => IsNasdaq(exchange) ? DelistingReason.PerformanceNasdaq : DelistingReason.Performance,
        _ => DelistingReason.Unknown,
    };

    private static bool IsNasdaq(string? exchange) =>
        exchange is not null && (exchange.Contains("NASDAQ", StringComparison.OrdinalIgnoreCase) || exchange.Equals("XNAS", StringComparison.OrdinalIgnoreCase));
}
