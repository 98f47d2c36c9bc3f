namespace TradeML.Research.Labels;

/// <summary>The end of one listing, as <c>reference/delistings</c> tells of it.</summary>
/// <param name="Symbol">Ticker at the time.</param>
/// <param name="Day">First session (exchange-local day) on which it no longer traded. A record with a bar on that day
/// is not believed.</param>
/// <param name="Reason">Why.</param>
public readonly record struct Delisting(string Symbol, DateOnly Day, DelistingReason Reason)
{
    /// <summary>
    /// Reads a reason as tables and lists spell it: MERGER, ACQUIRED…, TAKEN_PRIVATE are mergers; VOLUNTARY;
    /// PERFORMANCE, BANKRUPTCY…, LIQUIDATION, RECEIVERSHIP, NONCOMPLIANCE are failures, by exchange; everything else is
    /// unknown.
    /// </summary>
    /// <param name="reason">The text; case does not matter.</param>
    /// <param name="exchange">The exchange's name or code where it is known: Nasdaq, NASDAQ, XNAS.</param>
    public static DelistingReason ReasonOf(string? reason, string? exchange = null)
    {
        bool Says(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
                if (reason?.Contains(word, StringComparison.OrdinalIgnoreCase) == true) return true;
            return false;
        }

        if (Says("MERGE", "ACQUI", "TAKEN_PRIVATE", "TAKEN PRIVATE")) return DelistingReason.Merger;
        if (Says("VOLUNTARY")) return DelistingReason.Voluntary;
        if (!Says("PERFORMANCE", "BANKRUPT", "LIQUIDATION", "RECEIVERSHIP", "NONCOMPLIANCE"))
            return DelistingReason.Unknown;
        return Says("NASDAQ") || IsNasdaq(exchange) ? DelistingReason.PerformanceNasdaq : DelistingReason.Performance;
    }

    private static bool IsNasdaq(string? exchange) =>
        exchange is not null
            && (exchange.Contains("NASDAQ", StringComparison.OrdinalIgnoreCase)
                || exchange.Equals("XNAS", StringComparison.OrdinalIgnoreCase));
}
