namespace TradeML.Ops.Gate;

/// <summary>Partitions of one table in one calendar year, by state.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Expected">Partitions expected.</param>
/// <param name="Green">Complete and checked.</param>
/// <param name="Amber">Present with a reservation.</param>
public sealed record YearCoverage(int Year, long Expected, long Green, long Amber)
{
    /// <summary>Missing partitions.</summary>
    public long Red => Expected - Green - Amber;
}
