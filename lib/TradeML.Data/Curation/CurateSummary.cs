using TradeML.Data.Universe;

namespace TradeML.Data.Curation;

/// <summary>What one run of the curator did.</summary>
/// <param name="Symbols">Symbols whose inputs had changed.</param>
/// <param name="Years">Years of the curated table that were written, ascending.</param>
/// <param name="Rows">Rows of those years.</param>
/// <param name="ReferenceTables">Reference tables that were written.</param>
/// <param name="Refused">Events of the changed symbols that the adjustment chain left out, wholly or in part.</param>
public sealed record CurateSummary(
    int Symbols, IReadOnlyList<int> Years, long Rows, IReadOnlyList<string> ReferenceTables,
    IReadOnlyList<SymbolRefusal> Refused)
{
    /// <summary>What became of reference/universe.</summary>
    public UniverseBuild Universe { get; init; } = UniverseBuild.Nothing;

    /// <summary>Files of curated/equities_minute_adj that were built.</summary>
    public int MinuteFiles { get; init; }

    /// <summary>
    /// Curated and reference files that are not what they were before, ordered by table and partition.
    /// </summary>
    public IReadOnlyList<FileChange> Files { get; init; } = [];

    /// <summary>Whether nothing had to be done.</summary>
    public bool IsUnchanged =>
        Symbols == 0 && ReferenceTables.Count == 0 && Universe.Symbols == 0 && MinuteFiles == 0 && Files.Count == 0;
}
