using TradeML.Core.Errors;
using TradeML.Lake.Control;
using TradeML.Lake.Files;
using TradeML.Lake.Manifests;

namespace TradeML.Lake.Recovery;

/// <summary>
/// What replication needs of a lake: a copy of its control store, and files and a control store from elsewhere made
/// visible.
/// </summary>
public static class LakeReplica
{
    // What a lake made by itself from its data; the rest says what was collected.
    private static readonly string[] OwnTables = ["pipeline_runs", "trial_ledger", "model_alias"];
    private static readonly string[] NeverCopied = ["schema_migration", "session", "node", "retired_file",
        "file_holder", "manifest"];
    private const string OwnFiles =
        "(table_name LIKE 'models/%' OR table_name LIKE 'features/%' OR table_name LIKE 'labels/%')";

    /// <summary>Whether the lake shares its control store with other nodes.</summary>
    /// <param name="lake">The lake.</param>
    public static bool IsShared(DataLake lake)
    {
        ArgumentNullException.ThrowIfNull(lake);
        return lake.Control.Node.Length > 0;
    }

    /// <summary>
    /// Whether a file was made here from data (models, features, labels), so that taking over another lake's data
    /// leaves it alone.
    /// </summary>
    /// <param name="file">A file of the manifest.</param>
    public static bool IsMadeHere(ManifestEntry file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Table.Split('/')[0] is "models" or "features" or "labels";
    }

    /// <summary>
    /// Writes a consistent copy of the lake's control store to a new file, as a store of its own; beside a writer too.
    /// </summary>
    /// <param name="lake">The lake.</param>
    /// <param name="path">The file; it must not exist.</param>
    public static void CopyControl(DataLake lake, string path)
    {
        ArgumentNullException.ThrowIfNull(lake);
        lake.Control.CopyTo(path);
    }

    /// <summary>
    /// The files that a copied control store names, ordered by path. A copy of an older version is migrated.
    /// </summary>
    /// <param name="copy">The file.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="TradeMLException">Storage: the copy is damaged or of a newer version.</exception>
    public static IReadOnlyList<ManifestEntry> FilesOf(string copy, TimeProvider time)
    {
        using var store = ControlStore.Open(copy, SyncMode.Full, time);
        return new Manifest(store, "").All();
    }

    /// <summary>Puts a verified file in its place; no reader sees it before the manifest names it.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="temporaryPath">Where the file is, on the same disk.</param>
    /// <param name="path">Its path relative to the lake.</param>
    public static void Place(DataLake lake, string temporaryPath, string path)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var target = LakePaths.Full(lake.Root, path);
        DurableFiles.CreateDirectory(Path.GetDirectoryName(target)!);
        DurableFiles.Sync(temporaryPath);
        DurableFiles.Rename(temporaryPath, target);
    }

    /// <summary>
    /// Enters this node as a holder of files that it now has; of a file that was replaced meanwhile, it removes the
    /// copy.
    /// </summary>
    /// <param name="lake">A node of a shared control store.</param>
    /// <param name="files">The files.</param>
    public static void Hold(DataLake lake, IReadOnlyCollection<ManifestEntry> files)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(files);
        var gone = lake.Control.Write(tx =>
        {
            var hold = tx.Prepare(
                """
                INSERT INTO file_holder (path, node) SELECT path, @node FROM manifest
                    WHERE path = @path AND sha256 = @sha
                ON CONFLICT (path, node) DO UPDATE SET node = excluded.node
                """, "@path", "@node", "@sha");
            return files.Where(f => hold.Execute(f.Path, tx.Node, f.Sha256) == 0).Select(f => f.Path).ToList();
        });
        foreach (var path in gone) DurableFiles.Discard(LakePaths.Full(lake.Root, path));
    }

    /// <summary>
    /// Takes over what a copied control store says was collected: files, completeness, queue, confirmations. What this
    /// lake made by itself (models, runs, trials) stays, unless everything is taken over. Files that the copy has
    /// replaced leave this lake's disk.
    /// </summary>
    /// <param name="lake">A lake with a store of its own, which has the copy's files in their places.</param>
    /// <param name="copy">The copy, as <see cref="FilesOf"/> left it.</param>
    /// <param name="everything">Whether to take over models, runs and trials too; for a lake that is empty.</param>
    public static void Import(DataLake lake, string copy, bool everything)
    {
        ArgumentNullException.ThrowIfNull(lake);
        lake.Control.WriteAttached(copy, tx =>
        {
            tx.Execute("PRAGMA defer_foreign_keys = ON");
            var skipped = NeverCopied.Concat(everything ? [] : OwnTables).ToList();
            foreach (var table in
                tx.Query<string>(
                    "SELECT name FROM copy.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name "
                        + "NOT IN @skipped", new { skipped }))
            {
                var columns = string.Join(", ",
                    tx.Query<string>("SELECT name FROM pragma_table_info(@table)", new { table })
                        .Select(c => $"\"{c}\""));
                tx.Execute($"DELETE FROM main.\"{table}\"");
                tx.Execute($"INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM copy.\"{table}\"");
            }

            var keep = everything ? "0" : OwnFiles;
            tx.Execute(
                $"""
                INSERT INTO retired_file (path, node) SELECT path, '' FROM main.manifest
                WHERE NOT {keep} AND path NOT IN (SELECT path FROM copy.manifest) ON CONFLICT (path, node) DO NOTHING
                """);
            tx.Execute($"DELETE FROM main.manifest WHERE NOT {keep} OR path IN (SELECT path FROM copy.manifest)");
            tx.Execute("INSERT INTO main.manifest SELECT * FROM copy.manifest");
            tx.Execute("DELETE FROM file_holder");
            tx.Execute("INSERT INTO file_holder (path, node) SELECT path, '' FROM main.manifest");
        });
    }
}
