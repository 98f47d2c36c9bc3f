using TradeML.Lake.Manifests;

namespace TradeML.Node.Replication;

/// <summary>Files of a lake that are no tables and yet belong to it: the stage, models, reports.</summary>
internal static class LocalBlobs
{
    private static readonly string[] Folders = ["models", "reports"];

    /// <summary>The files with their hashes, ordered by path; each object is named by its content.</summary>
    public static IReadOnlyList<RemoteFile> Of(string root, IReadOnlySet<string> tables) => [.. Folders
        .Select(f => Path.Combine(root, f)).Where(Directory.Exists)
        .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
        .Append(Path.Combine(root, "control", "stage.yml")).Where(File.Exists)
        .Select(f => (Full: f, Path: Path.GetRelativePath(root, f).Replace(Path.DirectorySeparatorChar, '/')))
        .Where(f => !f.Path.EndsWith(".tmp", StringComparison.Ordinal) && !tables.Contains(f.Path))
        .OrderBy(f => f.Path, StringComparer.Ordinal)
        .Select(f =>
        {
            var sha = Hashing.OfFile(f.Full);
            return new RemoteFile(f.Path, sha, new FileInfo(f.Full).Length, "blobs/" + sha);
        })];
}
