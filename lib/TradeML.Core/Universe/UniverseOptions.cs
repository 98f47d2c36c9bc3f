using TradeML.Core.Configuration;

namespace TradeML.Core.Universe;

/// <summary>Which names may be traded on a day, by what was known on that day (SSOT §2.7).</summary>
public sealed class UniverseOptions
{
    /// <summary>Least raw close, in USD. Default 1.</summary>
    [Between(0, 100_000)]
    public double MinPriceUsd { get; init; } = 1;

    /// <summary>Least average dollar volume over the window, in USD a day. Default 1,000,000.</summary>
    [Between(0, 1e12)]
    public double MinAdvUsd { get; init; } = 1_000_000;

    /// <summary>Bars the dollar volume is averaged over, the day's own included. Default 60.</summary>
    [Between(1, 500)]
    public int AdvWindow { get; init; } = 60;

    /// <summary>
    /// Hysteresis: a name that met both floors leaves only after as many bars in a row below one of them. Default 1: no
    /// hysteresis.
    /// </summary>
    [Between(1, 500)]
    public int HoldBars { get; init; } = 1;

    /// <summary>
    /// Sessions without a bar after which a name no longer counts as listed; until then its rows say that it did not
    /// trade. Default 20.
    /// </summary>
    [Between(1, 500)]
    public int MaxGapSessions { get; init; } = 20;
}
