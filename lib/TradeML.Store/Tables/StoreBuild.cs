using TradeML.Core.Universe;

namespace TradeML.Store.Tables;

/// <summary>What a build of a table of features or labels did.</summary>
/// <param name="Table">Full name of the table.</param>
/// <param name="Symbols">Symbols in the curated bars.</param>
/// <param name="Years">Years the table covers.</param>
/// <param name="Rebuilt">Years that were computed again, because what they depend on had changed.</param>
/// <param name="Changed">Files that are new, as paths in the lake; a rebuilt year of the same content keeps its
/// file.</param>
/// <param name="Rows">Rows of the rebuilt years.</param>
/// <param name="Missing">Features that are unknown everywhere because the lake lacks an input: feature → input.</param>
/// <param name="GreenShare">Share of the curated partitions that are GREEN, by the ledger the training gate reads; NaN
/// where it holds none.</param>
public sealed record StoreBuild(
    string Table, int Symbols, int Years, IReadOnlyList<int> Rebuilt, IReadOnlyList<string> Changed, long Rows,
    IReadOnlyDictionary<string, string> Missing, double GreenShare)
{
    /// <summary>Whether the names of the curated bars were drawn from survivors.</summary>
    public required SurvivorshipVerdict Survivorship { get; init; }
}
