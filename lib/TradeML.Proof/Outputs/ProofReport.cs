namespace TradeML.Proof.Outputs;

/// <summary>Outcome of a proof.</summary>
/// <param name="Seed">Its seed: the same again gives the same report.</param>
/// <param name="Cuts">Where the world was cut.</param>
/// <param name="Tables">Tables of the world with their rows, all versions counted.</param>
/// <param name="Subjects">What was found, subject by subject.</param>
public sealed record ProofReport(
    int Seed, IReadOnlyList<CutInstant> Cuts, IReadOnlyDictionary<string, int> Tables,
    IReadOnlyList<SubjectVerdict> Subjects)
{
    /// <summary>Whether no subject leaked.</summary>
    public bool Holds => Subjects.All(s => s.Holds);
}
