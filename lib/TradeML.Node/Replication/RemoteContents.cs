using System.Collections.Concurrent;

namespace TradeML.Node.Replication;

/// <summary>
/// What a store holds, as far as it is known: listed names with sizes, and the hashes that snapshots or this run vouch
/// for. Thread-safe.
/// </summary>
internal sealed class RemoteContents
{
    private readonly Dictionary<string, long> sizes;
    private readonly ConcurrentDictionary<string, string> hashes = new(StringComparer.Ordinal);

    public RemoteContents(
        Dictionary<string, long> files, Dictionary<string, long> blobs, IReadOnlyList<RemoteSnapshot> snapshots)
    {
        sizes = files;
        foreach (var (name, size) in blobs) sizes[name] = size;
        foreach (var file in snapshots.SelectMany(s => s.Files.Concat(s.Blobs)))
            if (sizes.GetValueOrDefault(file.Name, -1) == file.Bytes) hashes[file.Name] = file.Sha256;
    }

    public bool IsListed(string name) => sizes.ContainsKey(name);

    public long SizeOf(string name) => sizes.GetValueOrDefault(name, -1);

    public bool Has(RemoteFile file) => hashes.TryGetValue(file.Name, out var sha) && sha == file.Sha256;

    public void Add(RemoteFile file) => hashes[file.Name] = file.Sha256;
}
