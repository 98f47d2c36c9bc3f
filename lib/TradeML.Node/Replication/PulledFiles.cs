using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Recovery;

namespace TradeML.Node.Replication;

/// <summary>
/// Downloaded files on their way into the lake: each is whole and verified in <c>control/pull</c> before it is put in
/// its place.
/// </summary>
internal static class PulledFiles
{
    /// <summary>Whether a file of the manifest is in its place, by its size.</summary>
    public static bool IsThere(string root, ManifestEntry entry) =>
        new FileInfo(Full(root, entry.Path)) is { Exists: true } file && file.Length == entry.Bytes;

    /// <summary>Downloads files; one that an earlier pull brought so far is kept when its hash is right.</summary>
    public static Task BringAsync(
        DataLake lake, ObjectStore store, IReadOnlyCollection<ManifestEntry> entries, Transfer transfer,
        CancellationToken ct) =>
        transfer.RunAsync(
            [.. entries.Select(e => new RemoteFile(e.Path, e.Sha256, e.Bytes, LakePush.NameOf(e.Path)))],
            async (file, token) =>
            {
                var staged = Staged(lake.Root, file.Path);
                if (File.Exists(staged) && Hashing.OfFile(staged) == file.Sha256) return false;
                Directory.CreateDirectory(Path.GetDirectoryName(staged)!);
                await store.GetFileAsync(file.Name, staged, file.Sha256, token).ConfigureAwait(false);
                return true;
            }, ct);

    /// <summary>Puts brought files in their places.</summary>
    public static void Place(DataLake lake, IEnumerable<ManifestEntry> entries)
    {
        foreach (var entry in entries) LakeReplica.Place(lake, Staged(lake.Root, entry.Path), entry.Path);
    }

    /// <summary>Removes the folder once everything is in its place.</summary>
    public static void Clear(DataLake lake)
    {
        var folder = Path.Combine(lake.Root, "control", "pull");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static string Staged(string root, string path) => Full(Path.Combine(root, "control", "pull"), path);

    private static string Full(string root, string path) =>
        Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));
}
