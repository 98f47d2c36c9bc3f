namespace TradeML.Lake.Manifests;

/// <summary>Where things lie in a lake, and how stored paths become real ones.</summary>
public static class LakePaths
{
    /// <summary>Folders whose Parquet files all belong to the manifest.</summary>
    public static readonly string[] DataFolders = ["raw", "curated", "reference", "features", "labels"];

    /// <summary>Folders that may hold files which are no tables: of reference the exports beside its tables.</summary>
    public static readonly string[] BlobFolders = ["models", "reports", "qc", "exports", "reference"];

    /// <summary>All top folders of a lake.</summary>
    public static readonly string[] TopFolders = [.. DataFolders, "models", "qc", "control", "control/tmp", "exports",
        "reports", "logs"];

    /// <summary>The ledger of partitions as a table, and the file it is exported to.</summary>
    public const string StatusTable = "control/partition_status", StatusFile = "qc/partition_status.parquet";

    /// <summary>The file behind a path of the manifest, absolute.</summary>
    public static string Full(string root, string relative) =>
        Path.Combine(root, relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The path by which the manifest calls a file: relative, with slashes.</summary>
    public static string Relative(string root, string full) =>
        Path.GetRelativePath(root, full).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The file that says which lake this is.</summary>
    public static string IdentityFile(string root) => Path.Combine(root, "control", "lake.id");

    /// <summary>The control store of a lake that keeps its own.</summary>
    public static string ControlFile(string root) => Path.Combine(root, "control", "node.sqlite");

    /// <summary>Relative paths of the Parquet files in the data folders.</summary>
    public static IEnumerable<string> DataFiles(string root) => Files(root, "*.parquet");

    /// <summary>Relative paths of unfinished files.</summary>
    public static IEnumerable<string> Unfinished(string root) =>
        Files(root, "*.tmp").Concat(BlobFolders.Except(DataFolders).SelectMany(f => Under(root, f, "*.tmp")));

    private static IEnumerable<string> Files(string root, string pattern) =>
        DataFolders.SelectMany(folder => Under(root, folder, pattern));

    private static IEnumerable<string> Under(string root, string folder, string pattern)
    {
        var directory = Path.Combine(root, folder);
        return Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, pattern, SearchOption.AllDirectories).Select(f => Relative(root, f))
            : [];
    }
}
