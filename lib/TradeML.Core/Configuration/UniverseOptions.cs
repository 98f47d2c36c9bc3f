namespace TradeML.Core.Configuration;

/// <summary>Which names may be traded on a day, by what was known on that day.</summary>
public sealed class UniverseOptions
{
    /// <summary>Least raw close, in USD. Default 1.</summary>
    [Between(0, 100_000)]
    public double MinPriceUsd { get; init; } = 1;

    /// <summary>Least average dollar volume over the window, in USD a day. Default 1,000,000.</summary>
    [Between(0, 1e12)]
    public double MinAdvUsd { get; init; } = 1_000_000;

    /// <summary>Sessions the dollar volume is averaged over. Default 60.</summary>
    [Between(1, 500)]
    public int AdvWindow { get; init; } = 60;
}
