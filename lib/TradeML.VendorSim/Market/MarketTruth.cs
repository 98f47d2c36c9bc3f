namespace TradeML.VendorSim.Market;

/// <summary>What only the simulator knows about each bar. Arrays are parallel to <see cref="BarColumns"/>.</summary>
public sealed class MarketTruth
{
    /// <summary>
    /// Planted signal at the session's close: cross-sectionally standardised (mean 0, deviation 1), a function of past
    /// bars only.
    /// </summary>
    public required float[] Signal { get; init; }

    /// <summary>
    /// Expected log total return of the next session that the signal adds to the security's ordinary drift.
    /// </summary>
    public required float[] ExpectedNextReturn { get; init; }

    /// <summary>Daily volatility (log return) of the security's own part on that session.</summary>
    public required float[] IdiosyncraticVolatility { get; init; }

    /// <summary>Whether the session brought a jump of the security's own.</summary>
    public required bool[] Jump { get; init; }
}
