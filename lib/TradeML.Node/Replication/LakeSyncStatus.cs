using TradeML.Lake;
using TradeML.Lake.Recovery;

namespace TradeML.Node.Replication;

/// <summary>Compares a lake with an object store without transferring a file.</summary>
public static class LakeSyncStatus
{
    /// <summary>What was pushed to a store, by lake.</summary>
    /// <param name="store">The store.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task<IReadOnlyList<PushedLake>> LakesAsync(ObjectStore store, CancellationToken ct = default) =>
        Lakes(await RemoteSnapshots.ReadAsync(store, ct).ConfigureAwait(false));

    /// <summary>Compares them.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="store">The store.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task<SyncStatus> ReadAsync(DataLake lake, ObjectStore store, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(store);
        var snapshots = await RemoteSnapshots.ReadAsync(store, ct).ConfigureAwait(false);
        var listed = await store.ListAsync("files/", ct).ConfigureAwait(false);
        var here = lake.Manifest.All().Where(e => e.IsHere).ToList();
        var toPush = here.Where(e => listed.GetValueOrDefault(LakePush.NameOf(e.Path), -1) != e.Bytes).ToList();
        var wanted = LakePull.Missing(lake).Where(e => listed.ContainsKey(LakePush.NameOf(e.Path)))
            .Select(e => (e.Path, e.Bytes));
        if (!LakeReplica.IsShared(lake)
            && snapshots.SingleOrDefault(s => s.Lake == LakeName.Origin(lake)) is { } origin)
        {
            var known = lake.Manifest.All().Select(e => e.Path).ToHashSet(StringComparer.Ordinal);
            wanted = wanted.Concat(origin.Files.Where(f => !known.Contains(f.Path)).Select(f => (f.Path, f.Bytes)));
        }

        var toPull = wanted.Distinct().ToList();
        return new SyncStatus(
            store.Place, here.Count, toPush.Count, toPush.Sum(e => e.Bytes), toPull.Count, toPull.Sum(f => f.Bytes),
            Lakes(snapshots));
    }

    private static List<PushedLake> Lakes(IReadOnlyList<RemoteSnapshot> snapshots) =>
        [.. snapshots
            .Select(s =>
                new PushedLake(s.Lake, s.Host, s.PushedAt, s.Files.Count, s.Files.Sum(f => f.Bytes),
                    s.Superseded.Count))];
}
