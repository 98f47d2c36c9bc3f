using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Connectors;
using TradeML.Lake;

namespace TradeML.Data.Ingest;

/// <summary>
/// Works the queue: leases tasks within the vendors' budgets, fetches several at a time, and commits their results one after another, each with its files,
/// verdicts, confirmation and completion in one transaction. Killed at any point, it takes up where it was; cancelled, it gives its leases back.
/// </summary>
public sealed class QueueWorker
{
    private const int MostPerCommit = 64;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    private readonly DataLake lake;
    private readonly IReadOnlyDictionary<string, VendorBudget> budgets;
    private readonly Dictionary<string, IDatasetFetcher> fetchers;
    private readonly ExchangeCalendar calendar;
    private readonly TimeProvider time;

    /// <summary>Creates a worker.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="fetchers">One fetcher a dataset.</param>
    /// <param name="budgets">One budget a vendor.</param>
    /// <param name="calendar">Listing exchange.</param>
    /// <param name="time">Clock.</param>
    public QueueWorker(
        DataLake lake, IReadOnlyList<IDatasetFetcher> fetchers, IReadOnlyDictionary<string, VendorBudget> budgets, ExchangeCalendar calendar, TimeProvider time)
    {
        this.lake = lake;
        this.budgets = budgets;
        this.calendar = calendar;
        this.time = time;
        this.fetchers = fetchers.ToDictionary(f => f.Dataset, StringComparer.Ordinal);
    }

    /// <summary>Works until the queue is empty, its budget is spent, or it is cancelled.</summary>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after every step, or null.</param>
    /// <param name="cancellationToken">Gives all leases back and ends.</param>
    /// <exception cref="TradeMLException">Vendor: keys refused. Storage: the lake can't be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<BackfillSummary> RunAsync(WorkerOptions options, IProgress<WorkerProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        lake.Control.Write(tx => BackfillQueue.ReleaseLeases(tx, options.Owner)); // what a killed run left behind: the lake has one writer
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = new WorkerRun(lake, fetchers, budgets, calendar, time, options, progress);
        try
        {
            return await LoopAsync(run, options, stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or TradeMLException)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await run.DrainAsync().ConfigureAwait(false);
            lake.Control.Write(tx => BackfillQueue.ReleaseLeases(tx, options.Owner));
            throw;
        }
    }

    private async Task<BackfillSummary> LoopAsync(WorkerRun run, WorkerOptions options, CancellationToken token)
    {
        while (true)
        {
            token.ThrowIfCancellationRequested();
            while (run.MayStart && run.TryStart(token)) { } // fill the free slots
            if (run.InFlight.Count > 0)
            {
                await run.WaitForAnyAsync(Heartbeat, token).ConfigureAwait(false);
                await run.SettleAsync(MostPerCommit, token).ConfigureAwait(false);
                continue;
            }

            if (run.Fatal is { } fatal && options.StopWhenEmpty) throw fatal;
            var wait = run.IdleWait();
            if (wait is null) return run.Summary();
            await Task.Delay(wait.Value, time, token).ConfigureAwait(false);
        }
    }
}
