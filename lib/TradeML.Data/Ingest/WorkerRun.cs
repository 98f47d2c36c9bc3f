using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Connectors;
using TradeML.Data.Connectors.Http;
using TradeML.Lake;

namespace TradeML.Data.Ingest;

/// <summary>The state of one run of a <see cref="QueueWorker"/>; its loop is the only caller.</summary>
internal sealed class WorkerRun
{
    private readonly DataLake lake;
    private readonly Dictionary<string, IDatasetFetcher> fetchers;
    private readonly IReadOnlyDictionary<string, VendorBudget> budgets;
    private readonly TimeProvider time;
    private readonly WorkerOptions options;
    private readonly IProgress<WorkerProgress>? progress;
    private readonly LeasePlanner planner;
    private readonly ResultPreparer preparer;
    private readonly ResultCommitter committer;
    private readonly FailureHandler failures;
    private readonly WorkerTally tally;
    private readonly long requestsBefore;
    private DateTimeOffset renewed;

    public WorkerRun(
        DataLake lake, Dictionary<string, IDatasetFetcher> fetchers, IReadOnlyDictionary<string, VendorBudget> budgets, ExchangeCalendar calendar,
        TimeProvider time, WorkerOptions options, IProgress<WorkerProgress>? progress)
    {
        this.lake = lake;
        this.fetchers = fetchers;
        this.budgets = budgets;
        this.time = time;
        this.options = options;
        this.progress = progress;
        planner = new LeasePlanner([.. fetchers.Values], budgets, options);
        preparer = new ResultPreparer(lake, calendar, options.Backfill.Qc);
        committer = new ResultCommitter(lake, options.Owner, time);
        failures = new FailureHandler(lake, budgets, options, time);
        tally = new WorkerTally(time);
        requestsBefore = Spent();
        renewed = time.GetUtcNow();
    }

    /// <summary>What is being fetched.</summary>
    public List<WorkUnit> InFlight { get; } = [];

    /// <summary>An error after which the run ends as soon as nothing is in flight, or null.</summary>
    public TradeMLException? Fatal { get; private set; }

    /// <summary>Whether another unit may be started.</summary>
    public bool MayStart => Fatal is null && !(Requests >= options.MaxRequests);

    private TimeSpan Ttl => TimeSpan.FromSeconds(options.Backfill.LeaseTtlSeconds);

    private long Requests => Spent() - requestsBefore;

    /// <summary>Leases the next unit and starts fetching it; false when nothing may be leased.</summary>
    public bool TryStart(CancellationToken token)
    {
        var openKinds = planner.OpenKinds();
        var tasks = lake.Control.Write<List<BackfillTask>?>(tx =>
        {
            var first = BackfillQueue.LeaseNext(tx, planner.OpenLanes(tx, openKinds, InFlight), options.Owner, Ttl, options.Backfill.MaxAttempts);
            if (first is null) return null;
            var more = first.Attempts == 1 ? fetchers[first.Dataset].BatchSize(first) - 1 : 0; // what failed before is tried alone
            return [first, .. BackfillQueue.LeaseLike(tx, first, options.Owner, Ttl, more)];
        });
        if (tasks is null) return false;
        Start(tasks, token);
        return true;
    }

    /// <summary>Waits until a fetch ends; extends the leases meanwhile.</summary>
    public async Task WaitForAnyAsync(TimeSpan heartbeat, CancellationToken token)
    {
        var any = Task.WhenAny(InFlight.Select(u => u.Answer));
        while (!any.IsCompleted)
        {
            await Task.WhenAny(any, Task.Delay(heartbeat, token)).ConfigureAwait(false); // real time: the network does not follow a test's clock
            token.ThrowIfCancellationRequested();
            Renew();
        }

        Renew();
    }

    /// <summary>Commits or fails what has ended.</summary>
    public async Task SettleAsync(int most, CancellationToken token)
    {
        var ended = InFlight.Where(u => u.Answer.IsCompleted).Take(most).ToList();
        InFlight.RemoveAll(ended.Contains);
        var results = new List<PreparedResult>();
        foreach (var unit in ended)
        {
            if (unit.Answer.IsCompletedSuccessfully) results.AddRange(Sort(unit));
            else Fail(unit, token);
        }

        await committer.CommitAsync(results, token).ConfigureAwait(false);
        tally.Done += results.Count;
        tally.Rows += results.Sum(r => (long)r.ToWrite.RowCount);
        tally.Quarantined += results.Sum(r => (long)r.Quarantined.Count);
        Report(null);
    }

    /// <summary>How long to wait for deferred tasks; null when the run is over.</summary>
    public TimeSpan? IdleWait()
    {
        if (!options.StopWhenEmpty)
        {
            Fatal = null;
            return options.PollInterval;
        }

        if (!MayStart) return null;
        var now = time.GetUtcNow();
        var frozen = budgets.Values.Select(b => b.State().FrozenUntil).Max();
        var due = QueueView.NextDue(lake.Control, fetchers.Keys) is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : (DateTimeOffset?)null;
        if (due is null) return null; // nothing is waiting
        var wake = frozen > due ? frozen.Value : due.Value;
        if (wake <= now) return null; // waiting, but no budget is open to it
        return wake - now <= options.MaxIdleWait ? wake - now + TimeSpan.FromMilliseconds(1) : null;
    }

    /// <summary>The run in numbers.</summary>
    public BackfillSummary Summary()
    {
        var counts = QueueView.Counts(lake.Control);
        return new BackfillSummary(tally.Done, tally.Failed, counts.Open, tally.Rows, tally.Quarantined, Requests, tally.Elapsed, WhyStopped(counts));
    }

    /// <summary>Waits for what is in flight to end, whatever it ends in.</summary>
    public Task DrainAsync() => Task.WhenAll(InFlight.Select(u => u.Answer)).ContinueWith(static t => _ = t.Exception, TaskScheduler.Default);

    private void Start(List<BackfillTask> tasks, CancellationToken token)
    {
        var fetcher = fetchers[tasks[0].Dataset];
        InFlight.Add(new WorkUnit(tasks, fetcher, Task.Run(() => fetcher.FetchAsync(tasks, token), token)));
    }

    private IEnumerable<PreparedResult> Sort(WorkUnit unit)
    {
        foreach (var result in unit.Answer.Result)
        {
            if (result.NotBefore is { } notBefore) failures.Defer(result.Task, notBefore);
            else if (result.Refusal is { } refusal)
            {
                failures.GiveUp(result.Task, refusal);
                tally.Failed++;
                Report(refusal);
            }
            else yield return preparer.Prepare(result, DatasetSource.Of(unit.Fetcher));
        }
    }

    private void Fail(WorkUnit unit, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        if (unit.Answer.Exception?.InnerException is not TradeMLException error)
        {
            unit.Answer.GetAwaiter().GetResult(); // a defect: let it out as it is
            return;
        }

        var fault = VendorFaultException.Of(error) ?? throw error;
        if (fault.Fault == VendorFault.Refused && unit.Tasks.Count > 1)
        {
            foreach (var task in unit.Tasks) Start([task], token); // one of them is to blame: ask for each alone
            return;
        }

        var outcome = failures.Handle(unit, error, fault);
        tally.Failed += outcome.GivenUp;
        if (outcome.Fatal) Fatal = error;
        Report(error.Message);
    }

    private void Renew()
    {
        var now = time.GetUtcNow();
        if (now - renewed < Ttl / 4) return;
        renewed = now;
        lake.Control.Write(tx => BackfillQueue.Renew(tx, options.Owner, Ttl));
    }

    private long Spent() => budgets.Values.Sum(b => b.Granted);

    private string? WhyStopped(QueueCounts counts)
    {
        if (Requests >= options.MaxRequests) return $"The run's budget of {options.MaxRequests} requests is spent.";
        if (counts.Open == 0) return null;
        var frozen = budgets.Values.Select(b => b.State()).FirstOrDefault(s => s.FrozenUntil is not null);
        if (frozen is not null) return $"{frozen.Vendor} is left alone until {frozen.FrozenUntil:yyyy-MM-dd HH:mm:ss} UTC.";
        return QueueView.NextDue(lake.Control, fetchers.Keys) is { } due && due > time.GetUtcNow().UtcDateTime
            ? $"{counts.Open} tasks wait until {due:yyyy-MM-dd HH:mm:ss} UTC or later."
            : $"{counts.Open} tasks are left that no budget is open to, or that no configured vendor serves.";
    }

    private void Report(string? message)
    {
        if (progress is null) return;
        var frozen = budgets.Values.Select(b => b.State().FrozenUntil).Max();
        progress.Report(new WorkerProgress(
            tally.Done, tally.Failed, QueueView.Counts(lake.Control).Open, tally.Rows, tally.RowsPerSecond, tally.Quarantined, Requests, frozen, message));
    }
}
