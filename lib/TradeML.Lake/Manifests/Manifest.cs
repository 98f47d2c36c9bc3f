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
    public IReadOnlyList<ManifestEntry> Files(string table, FileFilter? filter = null) => control.Read(r => Files(r, table, filter));

    /// <summary>The file of that path, or null.</summary>
    /// <param name="path">Path relative to the lake's root, with forward slashes.</param>
    public ManifestEntry? Find(string path) => control.Read(r => r
        .Query<ManifestRow>($"SELECT {ManifestRow.Columns} FROM manifest WHERE path = @path", new { path }).SingleOrDefault()?.ToEntry());

    /// <summary>All files, ordered by path.</summary>
    public IReadOnlyList<ManifestEntry> All() => control.Read(r => r
        .Query<ManifestRow>($"SELECT {ManifestRow.Columns} FROM manifest ORDER BY path").Select(row => row.ToEntry()).ToList());

    /// <summary>Number of files, rows and bytes of each table that has any, ordered by name.</summary>
    public IReadOnlyList<TableSize> Sizes() => control.Read(r => r.Query<TableSize>(
        """
        SELECT table_name AS "Table", COUNT(*) AS Files, SUM(rows) AS Rows, SUM(bytes) AS Bytes
        FROM manifest GROUP BY table_name ORDER BY table_name
        """));

    /// <summary>
    /// A hash of what a table holds: of its files' paths and contents. Two lakes with the same hash hold the same bytes; a derived table
    /// records the hashes of its inputs.
    /// </summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="filter">Which files; null for all.</param>
    public string ContentHash(string table, FileFilter? filter = null) =>
        Hashing.OfText(string.Join('\n', Files(table, filter).Select(f => f.Path + ' ' + f.Sha256)));

    /// <summary>Compares files with the manifest: which are missing, changed, or unknown to it.</summary>
    /// <param name="share">Share of the files whose SHA-256 is recomputed, in (0, 1]; presence and size are checked for all.</param>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="progress">Told the number of files checked, or null.</param>
    /// <param name="ct">Stops between files.</param>
    public Task<VerifyResult> VerifyAsync(double share = 1, int seed = 0, IProgress<int>? progress = null, CancellationToken ct = default) =>
        Task.Run(() => ManifestCheck.Run(root, All(), share, seed, Retired(), progress, ct), ct);

    private IReadOnlyList<string> Retired() => control.Read(r => r.Query<string>("SELECT path FROM retired_file"));

    internal static List<ManifestEntry> Files(ControlReader reader, string table, FileFilter? filter)
    {
        var one = filter?.Symbols is { Count: 1 } symbols ? symbols.First() : null;
        var sql = $"""
            SELECT {ManifestRow.Columns} FROM manifest
            WHERE table_name = @table {(one is null ? "" : "AND (symbol = @one OR symbol IS NULL)")}
            ORDER BY partition, first_day, ingested_at, path
            """;
        return reader.Query<ManifestRow>(sql, new { table, one })
            .Select(row => row.ToEntry()).Where(e => filter is null || filter.Accepts(e)).ToList();
    }
}
