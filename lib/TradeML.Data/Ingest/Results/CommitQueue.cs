using System.Threading.Channels;
using TradeML.Data.Ingest.Executors;
using TradeML.Lake;

namespace TradeML.Data.Ingest.Results;

/// <summary>
/// The one writer: takes the answers of all vendors in the order in which they come, compares them with the lake and
/// commits them in batches. Results of one series never share a batch, because the second is compared with what the
/// first has written. It holds few answers; vendors wait when the disk is slower.
/// </summary>
internal sealed class CommitQueue(
    DataLake lake, ResultPreparer preparer, ResultCommitter committer, RunTally tally, string owner,
    Action<string?> report)
{
    private const int MostWaiting = 128, MostPerCommit = 64;

    private readonly Channel<FetchedResult> waiting = Channel.CreateBounded<FetchedResult>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private int open;

    /// <summary>Answers that were handed in and are not committed yet.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Hands an answer in; waits while too many are waiting.</summary>
    public async ValueTask AddAsync(FetchedResult result, CancellationToken token)
    {
        Interlocked.Increment(ref open);
        await waiting.Writer.WriteAsync(result, token).ConfigureAwait(false);
    }

    /// <summary>Says that nothing more will be handed in.</summary>
    public void Complete() => waiting.Writer.TryComplete();

    /// <summary>Commits until everything is handed in and committed.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        while (await waiting.Reader.WaitToReadAsync(token).ConfigureAwait(false))
        {
            var batch = new List<FetchedResult>();
            var series = new HashSet<(string, string, string?)>();
            while (batch.Count < MostPerCommit && waiting.Reader.TryPeek(out var next)
                && series.Add((next.Source.Table, next.Source.SourceName, next.Result.Request.Symbol))
                && waiting.Reader.TryRead(out _)) batch.Add(next);
            await CommitAsync(batch, token).ConfigureAwait(false);
            Interlocked.Add(ref open, -batch.Count);
            report(null);
        }
    }

    private async Task CommitAsync(List<FetchedResult> batch, CancellationToken token)
    {
        var held = Held(batch);
        var prepared = batch.Where(r => held.Contains(r.Result.Request.Id))
            .Select(r => preparer.Prepare(r.Result, r.Source)).ToList();
        await committer.CommitAsync(prepared, token).ConfigureAwait(false);
        tally.AddDone(prepared);
    }

    // A task whose lease was lost is somebody else's by now: writing its rows would do it twice.
    private HashSet<long> Held(List<FetchedResult> batch) => lake.Control.Write(tx =>
    {
        var ask = tx.Prepare(
            "SELECT 1 FROM backfill_queue WHERE id = @id AND status = 'LEASED' AND lease_owner = @owner", "@id",
            "@owner");
        return batch.Select(r => r.Result.Request.Id).Where(id => ask.Scalar(id, owner) is not null).ToHashSet();
    });
}
