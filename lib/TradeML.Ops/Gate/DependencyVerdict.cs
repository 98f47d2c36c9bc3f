namespace TradeML.Ops.Gate;

/// <summary>Whether one table that a model depends on is GREEN enough over the training window.</summary>
/// <param name="Table">Full name of the table.</param>
/// <param name="Expected">Partitions expected: one per symbol of the universe and session of its listing.</param>
/// <param name="Green">Complete and checked.</param>
/// <param name="Amber">Present with a reservation.</param>
/// <param name="Red">Missing.</param>
/// <param name="Threshold">Least share of GREEN.</param>
/// <param name="Worst">The symbols that lack most, worst first; at most five.</param>
/// <param name="Years">The same counts by calendar year.</param>
/// <param name="Remedy">Which commands mend it.</param>
public sealed record DependencyVerdict(
    string Table, long Expected, long Green, long Amber, long Red, double Threshold,
    IReadOnlyList<MissingPart> Worst, IReadOnlyList<YearCoverage> Years, string Remedy)
{
    /// <summary>Share of GREEN in [0, 1]; 0 when nothing is expected, for nothing is known then.</summary>
    public double GreenShare => Expected == 0 ? 0 : (double)Green / Expected;

    /// <summary>Whether the share reaches the threshold.</summary>
    public bool Pass => Expected > 0 && GreenShare >= Threshold;
}
