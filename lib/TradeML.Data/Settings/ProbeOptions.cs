using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>
/// How often partitions are asked of a second vendor, and how its rows are compared with the first one's.
/// </summary>
public sealed class ProbeOptions
{
    /// <summary>Partitions drawn a week. Default 20.</summary>
    [Between(0, 10_000)]
    public int Partitions { get; init; } = 20;

    /// <summary>Relative difference of a price up to which two rows agree fully. Default 0.002.</summary>
    [Between(0, 1)]
    public double PriceTolerance { get; init; } = 0.002;

    /// <summary>
    /// Relative difference of a volume up to which two rows agree fully; vendors count trades differently. Default
    /// 0.25.
    /// </summary>
    [Between(0, 10)]
    public double VolumeTolerance { get; init; } = 0.25;

    /// <summary>Score below which the first vendor's partition turns AMBER. Default 0.5.</summary>
    [Between(0, 1)]
    public double AmberScore { get; init; } = 0.5;
}
