namespace TradeML.Lake.Partitions;

/// <summary>How many partitions of a group are in each state.</summary>
/// <param name="Name">The group: a table, a year or a symbol.</param>
/// <param name="Green">Number of GREEN partitions.</param>
/// <param name="Amber">Number of AMBER partitions.</param>
/// <param name="Red">Number of RED partitions.</param>
public sealed record CoverageSummary(string Name, long Green, long Amber, long Red)
{
    /// <summary>Number of partitions.</summary>
    public long Total => Green + Amber + Red;

    /// <summary>Share of GREEN partitions in [0, 1]; 0 when there are none.</summary>
    public double GreenShare => Total == 0 ? 0 : (double)Green / Total;
}
