using System.Collections.Concurrent;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Recovery;

namespace TradeML.Node.Replication;

/// <summary>
/// Pushes a lake to an object store: the files that the store lacks, then a copy of the control store, last the
/// snapshot that names them all. Stopped at any point, it goes on with the rest. It overwrites no file and deletes
/// none, unless it is told to prune what no lake's snapshot needs any more.
/// </summary>
public sealed class LakePush
{
    private const int MostRounds = 5;
    private readonly DataLake lake;
    private readonly ObjectStore store;
    private readonly TimeProvider time;

    /// <summary>Creates a push.</summary>
    /// <param name="lake">The lake; reading is enough, so it runs beside a writer.</param>
    /// <param name="store">Where to.</param>
    /// <param name="time">Clock.</param>
    public LakePush(DataLake lake, ObjectStore store, TimeProvider time)
    {
        this.lake = lake;
        this.store = store;
        this.time = time;
    }

    /// <summary>Name of the object of a table's file.</summary>
    /// <param name="path">Path relative to the lake.</param>
    public static string NameOf(string path) => "files/" + path;

    /// <summary>Pushes.</summary>
    /// <param name="prune">Whether to delete objects that only earlier pushes of this lake needed.</param>
    /// <param name="progress">Told after each file, or null.</param>
    /// <param name="ct">Stops; what is through stays, and the store's snapshot is the old one.</param>
    /// <exception cref="TradeMLException">Vendor: the store failed. Storage: a file is damaged, or the store has
    /// another content under its name.</exception>
    public async Task<SyncSummary> RunAsync(
        bool prune = false, IProgress<SyncProgress>? progress = null, CancellationToken ct = default)
    {
        await store.EnsureBucketAsync(ct).ConfigureAwait(false);
        var name = LakeName.Make(lake);
        var snapshots = await RemoteSnapshots.ReadAsync(store, ct).ConfigureAwait(false);
        var remote = new RemoteContents(
            await store.ListAsync("files/", ct).ConfigureAwait(false),
            await store.ListAsync("blobs/", ct).ConfigureAwait(false), snapshots);
        var transfer = new Transfer(store, progress);
        var copy = Path.Combine(lake.Root, "control", "tmp", $"push-{Environment.ProcessId}.sqlite");
        try
        {
            var (files, control) = await FilesAsync(name, copy, remote, transfer, ct).ConfigureAwait(false);
            var blobs = LocalBlobs.Of(lake.Root, files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal));
            await transfer.RunAsync([.. blobs.DistinctBy(b => b.Name)], (f, token) => PushAsync(f, remote, token), ct)
                .ConfigureAwait(false);
            var before = snapshots.SingleOrDefault(s => s.Lake == name);
            var snapshot = new RemoteSnapshot
            {
                Lake = name, PushedAt = time.GetUtcNow().UtcDateTime, Host = Environment.MachineName, Files = files,
                Blobs = blobs, Control = control,
            };
            snapshot = snapshot with { Superseded = Superseded(before, snapshot) };
            await RemoteSnapshots.WriteAsync(store, snapshot, ct).ConfigureAwait(false);
            var pruned = prune ? await PruneAsync(snapshot, ct).ConfigureAwait(false) : 0;
            return new SyncSummary(name, files.Count, transfer.Done, transfer.Bytes, pruned, []);
        }
        finally
        {
            foreach (var left in (string[])["", "-wal", "-shm"]) File.Delete(copy + left);
        }
    }

    // The copy of the control store says which files belong together. One that was replaced while it was being pushed
    // is gone: then a newer copy is taken.
    private async Task<(IReadOnlyList<RemoteFile> Files, RemoteFile? Control)> FilesAsync(
        string name, string copy, RemoteContents remote, Transfer transfer, CancellationToken ct)
    {
        for (var round = 1; ; round++)
        {
            File.Delete(copy);
            var shared = LakeReplica.IsShared(lake);
            if (!shared) LakeReplica.CopyControl(lake, copy);
            var entries = shared ? lake.Manifest.All().Where(e => e.IsHere) : LakeReplica.FilesOf(copy, time);
            var files = entries.Select(e => new RemoteFile(e.Path, e.Sha256, e.Bytes, NameOf(e.Path))).ToList();
            var gone = new ConcurrentBag<string>();
            await transfer.RunAsync([.. files.Where(f => !remote.Has(f))], async (file, token) =>
            {
                try
                {
                    return await PushAsync(file, remote, token).ConfigureAwait(false);
                }
                catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
                {
                    gone.Add(file.Path);
                    return false;
                }
            }, ct).ConfigureAwait(false);
            if (gone.IsEmpty)
            {
                if (shared) return (files, null);
                var sha = Hashing.OfFile(copy);
                var control = new RemoteFile("control/node.sqlite", sha, new FileInfo(copy).Length,
                    $"control/{name}/{sha}.sqlite");
                await store.PutFileAsync(control.Name, copy, sha, ct).ConfigureAwait(false);
                return (files, control);
            }

            if (round == MostRounds)
                throw new TradeMLException(
                    ErrorKind.Storage, $"{gone.Count} files of the manifest are not on the disk.",
                    gone.Order(StringComparer.Ordinal).First(),
                    "Run `ata lake verify`; `ata lake sync pull` brings back what was pushed before.");
        }
    }

    private async Task<bool> PushAsync(RemoteFile file, RemoteContents remote, CancellationToken ct)
    {
        if (remote.Has(file)) return false;
        var path = Path.Combine(lake.Root, file.Path.Replace('/', Path.DirectorySeparatorChar));
        if (remote.IsListed(file.Name))
        {
            // From a push that did not get to its snapshot, or from another lake. Some stores keep the beginning of an
            // upload that broke off.
            var same = remote.SizeOf(file.Name) == file.Bytes
                && await store.ShaOfAsync(file.Name, ct).ConfigureAwait(false) == file.Sha256;
            if (!same && !await store.IsBeginningOfAsync(file.Name, path, ct).ConfigureAwait(false))
                throw new TradeMLException(
                    ErrorKind.Storage,
                    "The object store has another content under this file's name; nothing was overwritten.",
                    $"{store.Place}/{file.Name}",
                    "Push to another --prefix or --bucket.");
            if (same)
            {
                remote.Add(file);
                return false;
            }
        }

        await store.PutFileAsync(file.Name, path, file.Sha256, ct).ConfigureAwait(false);
        remote.Add(file);
        return true;
    }

    private static List<RemoteFile> Superseded(RemoteSnapshot? before, RemoteSnapshot now)
    {
        if (before is null) return [];
        var needed = Names(now).ToHashSet(StringComparer.Ordinal);
        return [.. before.Superseded.Concat(All(before)).Where(f => !needed.Contains(f.Name)).DistinctBy(f => f.Name)];
    }

    private async Task<int> PruneAsync(RemoteSnapshot snapshot, CancellationToken ct)
    {
        var needed = (await RemoteSnapshots.ReadAsync(store, ct).ConfigureAwait(false)).SelectMany(Names)
            .ToHashSet(StringComparer.Ordinal);
        var unneeded = snapshot.Superseded.Where(f => !needed.Contains(f.Name)).ToList();
        foreach (var file in unneeded) await store.DeleteAsync(file.Name, ct).ConfigureAwait(false);
        await RemoteSnapshots.WriteAsync(store,
            snapshot with { Superseded = [.. snapshot.Superseded.Except(unneeded)] }, ct).ConfigureAwait(false);
        return unneeded.Count;
    }

    private static IEnumerable<RemoteFile> All(RemoteSnapshot snapshot) =>
        snapshot.Files.Concat(snapshot.Blobs).Concat(snapshot.Control is { } control ? [control] : []);

    private static IEnumerable<string> Names(RemoteSnapshot snapshot) => All(snapshot).Select(f => f.Name);
}
