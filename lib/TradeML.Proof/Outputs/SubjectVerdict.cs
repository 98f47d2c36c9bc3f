using TradeML.Proof.Perturbations;

namespace TradeML.Proof.Outputs;

/// <summary>What the proof found for one subject.</summary>
/// <param name="Subject">Its name.</param>
/// <param name="Compared">Values compared, over all cuts.</param>
/// <param name="Unknown">How many of them were unknown (NaN) before and after: they prove nothing.</param>
/// <param name="Leaks">Columns that leaked, the most values first.</param>
/// <param name="RevealedBy">Kinds of perturbation that reveal a leak on their own; none when nothing leaked.</param>
public sealed record SubjectVerdict(
    string Subject, long Compared, long Unknown, IReadOnlyList<ColumnLeak> Leaks, PerturbationKind RevealedBy)
{
    /// <summary>Whether nothing leaked and something was known that could have.</summary>
    public bool Holds => Leaks.Count == 0;
}
