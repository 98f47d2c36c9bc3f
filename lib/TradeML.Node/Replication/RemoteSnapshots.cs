using System.IO.Compression;
using System.Text.Json;
using TradeML.Core.Errors;

namespace TradeML.Node.Replication;

/// <summary>Reads and writes the snapshots of a store: <c>manifests/LAKE.json.gz</c>.</summary>
internal static class RemoteSnapshots
{
    private const string Folder = "manifests/";

    public static async Task<IReadOnlyList<RemoteSnapshot>> ReadAsync(ObjectStore store, CancellationToken ct)
    {
        var snapshots = new List<RemoteSnapshot>();
        foreach (var name in
            (await store.ListAsync(Folder, ct).ConfigureAwait(false)).Keys.Order(StringComparer.Ordinal))
        {
            if (await store.GetAsync(name, ct).ConfigureAwait(false) is not { } bytes) continue;
            try
            {
                using var text = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
                snapshots.Add(JsonSerializer.Deserialize<RemoteSnapshot>(text) ?? throw new JsonException());
            }
            catch (Exception e) when (e is JsonException or InvalidDataException)
            {
                throw new TradeMLException(ErrorKind.Storage, "A list of the object store can't be understood.",
                    $"{store.Place}/{name}", "Push that lake again.", e);
            }
        }

        return snapshots;
    }

    public static Task WriteAsync(ObjectStore store, RemoteSnapshot snapshot, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            JsonSerializer.Serialize(gzip, snapshot);
        return store.PutAsync($"{Folder}{Uri.EscapeDataString(snapshot.Lake)}.json.gz", bytes.ToArray(), ct);
    }
}
