namespace TradeML.Node.Replication;

/// <summary>Runs transfers several at a time and counts them.</summary>
internal sealed class Transfer(ObjectStore store, IProgress<SyncProgress>? progress)
{
    private readonly Lock gate = new();
    private int done;
    private long bytes;
    private int all;

    public int Done => done;

    public long Bytes => bytes;

    /// <summary>Runs one transfer a file; one that returns false moved nothing.</summary>
    public Task RunAsync(
        IReadOnlyCollection<RemoteFile> files, Func<RemoteFile, CancellationToken, Task<bool>> move,
        CancellationToken ct)
    {
        lock (gate) all += files.Count;
        return Parallel.ForEachAsync(files,
            new ParallelOptions { MaxDegreeOfParallelism = store.Parallel, CancellationToken = ct },
            async (file, token) =>
        {
            var moved = await move(file, token).ConfigureAwait(false);
            SyncProgress now;
            lock (gate)
            {
                if (moved) (done, bytes) = (done + 1, bytes + file.Bytes);
                else all--;
                now = new SyncProgress(done, all, bytes);
            }

            progress?.Report(now);
        });
    }
}
