namespace TradeML.Node.Exports;

/// <summary>What one night's export did.</summary>
/// <param name="Path">The night's folder, absolute.</param>
/// <param name="Files">Files of tables in it.</param>
/// <param name="Linked">How many of them are hard links and take no space of their own.</param>
/// <param name="Bytes">Size of all of them.</param>
/// <param name="Unchanged">Whether the night before holds the same.</param>
/// <param name="Removed">Nights that were removed.</param>
public sealed record NightSummary(
    string Path, int Files, int Linked, long Bytes, bool Unchanged, IReadOnlyList<DateOnly> Removed);
