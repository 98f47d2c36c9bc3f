using TradeML.Core.Contracts;
using TradeML.Lake.Manifests;

namespace TradeML.Lake.Writing;

/// <summary>What a file to be written is, and where it goes: <c>Table/key=value/…/Stem.sha8.parquet</c>.</summary>
public sealed record LakeFileSpec
{
    /// <summary>The table's contract.</summary>
    public required TableContract Table { get; init; }

    /// <summary>
    /// Name before the content hash: <c>2024-01-01_2024-02-01</c> for a raw window, <c>part</c> for a curated part.
    /// </summary>
    public required string Stem { get; init; }

    /// <summary>The Hive folders below the table, in order, for example <c>("year", "2024")</c>.</summary>
    public IReadOnlyList<(string Key, string Value)> Partition { get; init; } = [];

    /// <summary>
    /// Folder to write to instead of the table's own, relative to the lake with forward slashes; null for the table's
    /// own. Readers don't mind: they ask the manifest.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>Vendor and feed, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Ticker, or null for a file of several.</summary>
    public string? Symbol { get; init; }

    /// <summary>
    /// First day the file covers; null takes the least value of the column <c>date</c> where the table has one. For
    /// overlap detection to be right, a table with another date column must give it.
    /// </summary>
    public DateOnly? First { get; init; }

    /// <summary>
    /// Last day the file covers, inclusive; null takes the greatest value of the column <c>date</c> where the table has
    /// one.
    /// </summary>
    public DateOnly? Last { get; init; }

    /// <summary>
    /// Whether this file replaces all others of the same table and partition (curated parts). They leave the manifest
    /// in the same transaction and are deleted after it. Default false: raw files only ever add.
    /// </summary>
    public bool Supersedes { get; init; }

    /// <summary>Hash of everything the file was derived from, or null.</summary>
    public string? InputsHash { get; init; }

    /// <summary>
    /// What the file was derived from, for <c>ata lake lineage</c>: see <see cref="Manifest.InputOf"/>. Empty for a raw
    /// file.
    /// </summary>
    public IReadOnlyList<FileInput> Inputs { get; init; } = [];

    /// <summary>Version of the code that derived it, or null.</summary>
    public string? CodeVersion { get; init; }

    /// <summary>Hash of the configuration it was derived with, or null.</summary>
    public string? ConfigHash { get; init; }

    /// <summary>
    /// The Hive folders as one path, for example <c>freq=1d/source=file</c>; empty without folders. Values are
    /// percent-encoded where needed.
    /// </summary>
    public string PartitionPath => string.Join('/', Partition.Select(p => p.Key + '=' + PathValue(p.Value)));

    // What Hive readers decode again: anything but letters, digits and a few harmless marks.
    private static string PathValue(string value)
    {
        var encoded = Uri.EscapeDataString(value);
        return encoded is "" or "." or ".." ? "__HIVE_DEFAULT_PARTITION__" : encoded;
    }
}
