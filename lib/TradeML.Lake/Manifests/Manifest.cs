using TradeML.Core.Errors;
using TradeML.Lake.Control;

namespace TradeML.Lake.Manifests;

/// <summary>The list of the lake's files. Readers ask it; nobody globs folders.</summary>
public sealed class Manifest
{
    private readonly ControlStore control;
    private readonly string root;

    internal Manifest(ControlStore control, string root)
    {
        this.control = control;
        this.root = root;
    }

    /// <summary>The files of a table, ordered by partition, first day, ingest and path.</summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="filter">Which of them; null for all.</param>
    public IReadOnlyList<ManifestEntry> Files(string table, FileFilter? filter = null) =>
        control.Read(r => Files(r, table, filter));

    /// <summary>The file of that path, or null.</summary>
    /// <param name="path">Path relative to the lake's root, with forward slashes.</param>
    public ManifestEntry? Find(string path) => control.Read(r => r
        .Query<ManifestRow>($"SELECT {ManifestRow.ColumnsFor(r.Node)} FROM manifest WHERE path = @path",
            new { path, node = r.Node }).SingleOrDefault()?.ToEntry());

    /// <summary>All files, those of other nodes too, ordered by path.</summary>
    public IReadOnlyList<ManifestEntry> All() => control.Read(r => r
        .Query<ManifestRow>($"SELECT {ManifestRow.ColumnsFor(r.Node)} FROM manifest ORDER BY path",
            new { node = r.Node }).Select(row => row.ToEntry()).ToList());

    /// <summary>Number of files, rows and bytes of each table that has any, ordered by name.</summary>
    public IReadOnlyList<TableSize> Sizes() => control.Read(r => r
        // a tuple: SQLite gives an aggregate no type while there are no rows
        .Query<(string Table, long Files, long Rows, long Bytes)>(
            "SELECT table_name, COUNT(*), SUM(rows), SUM(bytes) FROM manifest GROUP BY table_name ORDER BY table_name")
        .Select(t => new TableSize(t.Table, t.Files, t.Rows, t.Bytes)).ToList());

    /// <summary>
    /// A hash of what a table holds: of its files' paths and contents. Two lakes with the same hash hold the same
    /// bytes; a derived table records the hashes of its inputs.
    /// </summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="filter">Which files; null for all.</param>
    public string ContentHash(string table, FileFilter? filter = null) => HashOf(Files(table, filter));

    /// <summary>
    /// The files of a table, or of one Hive folder of it, as an input to be recorded with what is made from them.
    /// </summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="folder">One Hive folder, for example <c>year=2024</c>; empty for the whole table.</param>
    public FileInput InputOf(string table, string folder = "")
    {
        var files = Files(table, new FileInput(table, folder, "", null).Filter);
        return new FileInput(table, folder, HashOf(files), files.Count == 0 ? null : files.Max(f => f.IngestedAt));
    }

    /// <summary>
    /// What a derived file was made from, as it was recorded with it; empty for a raw file and where nothing was
    /// recorded.
    /// </summary>
    /// <param name="path">Path relative to the lake's root, with forward slashes.</param>
    public IReadOnlyList<FileInput> InputsOf(string path) =>
        control.Read(r => r.Query<(string Table, string Folder, string Hash, string? Newest)>(
            "SELECT input_table, input_folder, content_hash, newest FROM file_input WHERE path = @path ORDER BY "
                + "input_table, input_folder", new { path })
        .Select(i => new FileInput(i.Table, i.Folder, i.Hash, i.Newest is { } at ? InstantText.Parse(at) : null))
        .ToList());

    internal static string HashOf(IReadOnlyList<ManifestEntry> files) =>
        Hashing.OfText(string.Join('\n', files.Select(f => f.Path + ' ' + f.Sha256)));

    /// <summary>Refuses to go on when a file that is to be read lies on another node's disk.</summary>
    /// <param name="files">The files that are needed.</param>
    /// <exception cref="TradeMLException">Data missing: it names the nodes that have them.</exception>
    public static void RequireHere(IReadOnlyList<ManifestEntry> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var elsewhere = files.Where(f => !f.IsHere).ToList();
        if (elsewhere.Count == 0) return;
        var nodes = string.Join(", ",
            elsewhere.Select(f => f.Node ?? "no known node").Distinct().Order(StringComparer.Ordinal));
        throw new TradeMLException(
            ErrorKind.DataMissing,
            $"{elsewhere.Count} of {files.Count} files of {elsewhere[0].Table} that this needs lie elsewhere "
                + $"({nodes}), not on this node's disk.",
            elsewhere[0].Path, "Run `ata lake sync push` there and `ata lake sync pull` here.");
    }

    /// <summary>
    /// Compares the files on this lake's disk with the manifest: which are missing, changed, or unknown to it.
    /// </summary>
    /// <param name="share">Share of the files whose SHA-256 is recomputed, in (0, 1]; presence and size are checked for
    /// all.</param>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="progress">Told the number of files checked, or null.</param>
    /// <param name="ct">Stops between files.</param>
    public Task<VerifyResult> VerifyAsync(
        double share = 1, int seed = 0, IProgress<int>? progress = null, CancellationToken ct = default) =>
        Task.Run(() => ManifestCheck.Run(root, [.. All().Where(e => e.IsHere)], share, seed, Retired(), progress, ct),
            ct);

    private IReadOnlyList<string> Retired() =>
        control.Read(r => r.Query<string>("SELECT path FROM retired_file WHERE node = @node", new { node = r.Node }));

    internal static List<ManifestEntry> Files(ControlReader reader, string table, FileFilter? filter)
    {
        var one = filter?.Symbols is { Count: 1 } symbols ? symbols.First() : null;
        var sql = $"""
            SELECT {ManifestRow.ColumnsFor(reader.Node)} FROM manifest
            WHERE table_name = @table {(one is null ? "" : "AND (symbol = @one OR symbol IS NULL)")}
            ORDER BY partition, first_day, ingested_at, path
            """;
        return reader.Query<ManifestRow>(sql, new { table, one, node = reader.Node })
            .Select(row => row.ToEntry()).Where(e => filter is null || filter.Accepts(e)).ToList();
    }
}
