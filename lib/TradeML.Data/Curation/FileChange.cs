using TradeML.Lake;

namespace TradeML.Data.Curation;

/// <summary>One file of a curated or reference table that a run of the curator wrote, replaced or removed.</summary>
/// <param name="Table">Full name of the table.</param>
/// <param name="Partition">Hive folders of the file; empty for a table of one file.</param>
/// <param name="Before">Path of the file that was replaced; null when there was none.</param>
/// <param name="After">Path of the file that is there now; null when none is left.</param>
public sealed record FileChange(string Table, string Partition, string? Before, string? After)
{
    /// <summary>Path of each curated and reference file by table and partition.</summary>
    internal static Dictionary<(string Table, string Partition), string> Snapshot(DataLake lake) => lake.Manifest.All()
        .Where(f =>
            f.Table.StartsWith("curated/", StringComparison.Ordinal)
                || f.Table.StartsWith("reference/", StringComparison.Ordinal))
        .GroupBy(f => (f.Table, f.Partition)).ToDictionary(g => g.Key, g => string.Join(' ', g.Select(f => f.Path)));

    /// <summary>
    /// What differs between two snapshots; a path carries its content's hash, so the same path is the same content.
    /// </summary>
    internal static IReadOnlyList<FileChange> Between(
        Dictionary<(string Table, string Partition), string> before,
        Dictionary<(string Table, string Partition), string> after) =>
        [.. before.Keys.Union(after.Keys).Order()
            .Select(k => new FileChange(k.Table, k.Partition, before.GetValueOrDefault(k), after.GetValueOrDefault(k)))
            .Where(c => c.Before != c.After)];
}
