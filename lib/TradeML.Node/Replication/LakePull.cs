using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Recovery;

namespace TradeML.Node.Replication;

/// <summary>
/// Pulls from an object store. A node of a shared control store gets the files that its manifest names and its disk
/// lacks. An empty lake becomes a copy of a pushed one; pulled again, the copy is brought up to its origin's newest
/// push. A lake that pushed gets back its own files that are missing. Every file is verified before it takes its place;
/// stopped at any point, it goes on with the rest.
/// </summary>
public sealed class LakePull
{
    private readonly DataLake lake;
    private readonly ObjectStore store;
    private readonly TimeProvider time;

    /// <summary>Creates a pull.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="store">Where from.</param>
    /// <param name="time">Clock.</param>
    public LakePull(DataLake lake, ObjectStore store, TimeProvider time)
    {
        this.lake = lake;
        this.store = store;
        this.time = time;
    }

    /// <summary>Pulls.</summary>
    /// <param name="from">The pushed lake to become a copy of, by its name in the store; null where there is only one,
    /// and for the shared store.</param>
    /// <param name="progress">Told after each file, or null.</param>
    /// <param name="ct">Stops; what is through stays.</param>
    /// <exception cref="TradeMLException">Data missing: nothing was pushed, or a file is not there. Storage: a file
    /// arrived damaged, or this lake is no copy of that one.</exception>
    public async Task<SyncSummary> RunAsync(
        string? from = null, IProgress<SyncProgress>? progress = null, CancellationToken ct = default)
    {
        var snapshots = await RemoteSnapshots.ReadAsync(store, ct).ConfigureAwait(false);
        if (snapshots.Count == 0)
            throw new TradeMLException(ErrorKind.DataMissing, "Nothing was pushed to this store yet.", store.Place,
                "Run `ata lake sync push` where the data are.");
        var transfer = new Transfer(store, progress);
        if (!LakeReplica.IsShared(lake) && PullSource.Choose(lake, snapshots, from) is { } source)
            return await new ReplicaUpdate(lake, store, time, transfer).RunAsync(source, ct).ConfigureAwait(false);
        return await BringMissingAsync(transfer, ct).ConfigureAwait(false);
    }

    /// <summary>Files of a lake's manifest that its disk lacks.</summary>
    /// <param name="lake">The lake.</param>
    public static IReadOnlyList<ManifestEntry> Missing(DataLake lake)
    {
        ArgumentNullException.ThrowIfNull(lake);
        return [.. lake.Manifest.All().Where(e => !e.IsHere || !PulledFiles.IsThere(lake.Root, e))];
    }

    private async Task<SyncSummary> BringMissingAsync(Transfer transfer, CancellationToken ct)
    {
        var listed = await store.ListAsync("files/", ct).ConfigureAwait(false);
        var missing = Missing(lake);
        var wanted = missing.Where(e => listed.ContainsKey(LakePush.NameOf(e.Path))).ToList();
        foreach (var batch in wanted.Chunk(200))
        {
            await PulledFiles.BringAsync(lake, store, batch, transfer, ct).ConfigureAwait(false);
            PulledFiles.Place(lake, batch);
            if (LakeReplica.IsShared(lake)) LakeReplica.Hold(lake, batch);
        }

        return new SyncSummary(
            LakeName.Find(lake) ?? "", lake.Manifest.All().Count, transfer.Done, transfer.Bytes, 0,
            [.. missing.Except(wanted)
                .Select(e => $"{e.Path}: not pushed yet{(string.IsNullOrEmpty(e.Node) ? "" : $", on {e.Node}")}")]);
    }
}
