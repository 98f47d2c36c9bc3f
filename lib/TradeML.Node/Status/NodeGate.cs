using TradeML.Lake;

namespace TradeML.Node.Status;

/// <summary>
/// Lets one loop at a time do what reads the whole lake and writes what it concludes: audit, curation, export. The
/// queue worker goes on beside it, because each of its results is one transaction of its own.
/// </summary>
/// <param name="lake">The lake; what it keeps in memory between uses goes too.</param>
internal sealed class NodeGate(DataLake lake) : IDisposable
{
    private readonly SemaphoreSlim free = new(1, 1);

    public async Task<IDisposable> EnterAsync(CancellationToken token)
    {
        await free.WaitAsync(token).ConfigureAwait(false);
        return new Pass(free, lake);
    }

    public void Dispose() => free.Dispose();

    private sealed class Pass(SemaphoreSlim free, DataLake lake) : IDisposable
    {
        public void Dispose()
        {
            // What such work needed is many times what the node needs until the next: give it back, an idle process
            // would keep it for hours.
            lake.ReleaseMemory();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            free.Release();
        }
    }
}
