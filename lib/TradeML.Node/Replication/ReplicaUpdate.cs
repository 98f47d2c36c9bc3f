using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Recovery;

namespace TradeML.Node.Replication;

/// <summary>
/// Makes a lake a copy of a pushed one, or brings a copy up to date: files first, then its control store's content in
/// one transaction.
/// </summary>
internal sealed class ReplicaUpdate(DataLake lake, ObjectStore store, TimeProvider time, Transfer transfer)
{
    public async Task<SyncSummary> RunAsync(RemoteSnapshot source, CancellationToken ct)
    {
        var isNew = LakeName.Origin(lake) is null;
        var control = source.Control!;
        var copy = Path.Combine(lake.Root, "control", "tmp", $"pull-{Environment.ProcessId}.sqlite");
        try
        {
            await store.GetFileAsync(control.Name, copy, control.Sha256, ct).ConfigureAwait(false);
            var entries = LakeReplica.FilesOf(copy, time);
            var mine = isNew ? [] : lake.Manifest.All();
            await RefuseOnlyCopiesAsync(mine, entries, ct).ConfigureAwait(false);

            // A file that is there under the manifest's name is the right one; what the manifest does not know yet is
            // verified or replaced.
            var known = mine.Select(e => e.Path).ToHashSet(StringComparer.Ordinal);
            var wanted = entries.Where(e => !(known.Contains(e.Path) && PulledFiles.IsThere(lake.Root, e))).ToList();
            await PulledFiles.BringAsync(lake, store, wanted, transfer, ct).ConfigureAwait(false);
            var (toPlace, kept) = await BlobsAsync(source, ct).ConfigureAwait(false);
            PulledFiles.Place(lake, wanted);
            LakeReplica.Import(lake, copy, everything: isNew);
            foreach (var (staged, path) in toPlace) LakeReplica.Place(lake, staged, path);
            LakeName.SetOrigin(lake, source.Lake);
            PulledFiles.Clear(lake);
            return new SyncSummary(source.Lake, entries.Count, transfer.Done, transfer.Bytes, 0, kept);
        }
        finally
        {
            foreach (var left in (string[])["", "-wal", "-shm", ".part"]) File.Delete(copy + left);
        }
    }

    // What the origin has replaced leaves this disk; so it must be either the origin's, and then in the store, or not
    // there at all.
    private async Task RefuseOnlyCopiesAsync(
        IReadOnlyList<ManifestEntry> mine, IReadOnlyList<ManifestEntry> theirs, CancellationToken ct)
    {
        var listed = await store.ListAsync("files/", ct).ConfigureAwait(false);
        var named = theirs.Select(e => e.Path).ToHashSet(StringComparer.Ordinal);
        var own = mine
            .Where(e =>
                !LakeReplica.IsMadeHere(e) && !named.Contains(e.Path) && !listed.ContainsKey(LakePush.NameOf(e.Path))
            && e.Table.StartsWith("raw/", StringComparison.Ordinal)).ToList();
        if (own.Count > 0)
            throw new TradeMLException(
                ErrorKind.Storage,
                $"This copy has {own.Count} raw files of its own that the store does not have; pulling would lose "
                    + $"them.", own[0].Path,
                "Push them first with `ata lake sync push`, or pull into an empty folder.");
    }

    private async Task<(List<(string Staged, string Path)> ToPlace, List<string> Kept)> BlobsAsync(
        RemoteSnapshot source, CancellationToken ct)
    {
        var (toPlace, kept) = (new List<(string, string)>(), new List<string>());
        foreach (var blob in source.Blobs)
        {
            ct.ThrowIfCancellationRequested();
            var path = Path.Combine(lake.Root, blob.Path.Replace('/', Path.DirectorySeparatorChar));
            var isStage = blob.Path == "control/stage.yml"; // what is collected is the origin's to say
            if (File.Exists(path) && (!isStage || Hashing.OfFile(path) == blob.Sha256))
            {
                if (Hashing.OfFile(path) != blob.Sha256)
                    kept.Add($"{blob.Path}: differs from {source.Lake}'s, left as it is");
                continue;
            }

            var staged = Path.Combine(lake.Root, "control", "pull", "blobs",
                blob.Path.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(staged)!);
            await store.GetFileAsync(blob.Name, staged, blob.Sha256, ct).ConfigureAwait(false);
            toPlace.Add((staged, blob.Path));
        }

        return (toPlace, kept);
    }
}
