using TradeML.Core.Errors;
using TradeML.Data.Ingest.Results;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Lake;

namespace TradeML.Data.Ingest.Executors;

/// <summary>
/// All vendors' runners over one queue and one committer (SSOT §2.5). Killed at any point, the next run takes up where
/// it was; cancelled, it gives its leases back within ten seconds, whatever a vendor does.
/// </summary>
public sealed class VendorSupervisor
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly DataLake lake;
    private readonly VendorSetup setup;
    private readonly WorkerOptions options;
    private readonly TimeProvider time;
    private readonly IProgress<WorkerProgress>? progress;
    private readonly UnitLeaser leaser;
    private readonly RunTally tally;
    private readonly CommitQueue commits;
    private readonly List<VendorRunner> runners;
    private readonly OpenTasks left;

    /// <summary>Creates a supervisor for one run.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="setup">The vendors.</param>
    /// <param name="options">How.</param>
    /// <param name="time">Clock.</param>
    /// <param name="progress">Told after every step, or null.</param>
    public VendorSupervisor(
        DataLake lake, VendorSetup setup, WorkerOptions options, TimeProvider time,
        IProgress<WorkerProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(options);
        (this.lake, this.setup, this.options, this.time, this.progress) = (lake, setup, options, time, progress);
        leaser = new UnitLeaser(lake, setup, options, time);
        tally = new RunTally(time);
        left = new OpenTasks(lake.Control, time);
        commits = new CommitQueue(
            lake, new ResultPreparer(lake, setup.Calendar, options.Backfill.Qc),
            new ResultCommitter(lake, options.Owner, time), tally, options.Owner, Report);
        runners = [.. leaser.Vendors.Select(v => new VendorRunner(
            v, lake, leaser, setup.Budgets[v],
            new FailureHandler(lake, setup.Budgets[v], setup.Refusals, options, time), commits, tally, options, time,
            Report))];
    }

    /// <summary>What every vendor's runner does right now. Safe for concurrent use.</summary>
    public IReadOnlyList<RunnerState> States => [.. runners.Select(r => r.State())];

    /// <summary>
    /// Whether nothing moves before the clock does: no answer is being committed, and every unit in flight waits for
    /// its vendor's rate or for a retry.
    /// </summary>
    public bool IsQuiet =>
        commits.Open == 0
            && runners
                .TrueForAll(r =>
                    r.State() is var s && s.Working.Count <= setup.WaitingOf(s.Vendor)
                        && (s.Working.Count > 0 || s.IdleUntil is not null));

    /// <summary>Lets all runners look for work at once: tasks were queued.</summary>
    public void Wake() => runners.ForEach(static r => r.Wake());

    /// <summary>Works until the queue is empty, the budgets are spent, or it is cancelled.</summary>
    /// <param name="cancellationToken">Gives all leases back and ends.</param>
    /// <exception cref="TradeMLException">Vendor: keys refused. Storage: the lake can't be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<BackfillSummary> RunAsync(CancellationToken cancellationToken)
    {
        // what a killed run of this owner left behind
        lake.Control.Write(tx => BackfillQueue.ReleaseLeases(tx, options.Owner));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var committing = Task.Run(() => commits.RunAsync(stop.Token), CancellationToken.None);
        var working = Task.Run(() => WorkAsync(stop.Token), CancellationToken.None);
        try
        {
            await (await Task.WhenAny(committing, working).ConfigureAwait(false)).ConfigureAwait(false);
            await working.ConfigureAwait(false);
            commits.Complete();
            await committing.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await EndedAsync(committing, working).ConfigureAwait(false);
            if (e is OperationCanceledException or TradeMLException)
                lake.Control.Write(tx => BackfillQueue.ReleaseLeases(tx, options.Owner));
            throw;
        }

        return runners.Select(r => r.KeysRefused).FirstOrDefault(e => e is not null) is { } refused
            ? throw refused
            : Summary();
    }

    private Task WorkAsync(CancellationToken token) =>
        options.Edge.SchedulerMode == "single" ? OneByOneAsync(token) : SideBySideAsync(token);

    // A refusal moves a dataset to a vendor whose runner may have ended: then all look again.
    private async Task SideBySideAsync(CancellationToken token)
    {
        int routes;
        do
        {
            routes = setup.Refusals?.Version ?? 0;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
            var loops = runners.ConvertAll(r => Task.Run(() => LoopAsync(r, stop.Token), CancellationToken.None));
            while (loops.Count > 0)
            {
                var ended = await Task.WhenAny(loops).ConfigureAwait(false);
                loops.Remove(ended);
                if (ended.IsCompletedSuccessfully) continue;
                await stop.CancelAsync().ConfigureAwait(false); // a defect or a full disk ends all of them
                await EndedAsync([.. loops]).ConfigureAwait(false);
                await ended.ConfigureAwait(false);
            }
        }
        while (routes != (setup.Refusals?.Version ?? 0));
    }

    private static async Task LoopAsync(VendorRunner runner, CancellationToken token)
    {
        while (true)
        {
            await runner.WorkAsync(token).ConfigureAwait(false);
            if (runner.NextLook() is not { } next) return;
            await runner.SleepAsync(next, token).ConfigureAwait(false);
        }
    }

    private async Task OneByOneAsync(CancellationToken token)
    {
        while (true)
        {
            foreach (var runner in runners) await runner.WorkAsync(token).ConfigureAwait(false);
            if (runners.Select(r => (Runner: r, Next: r.NextLook())).Where(r => r.Next is not null).OrderBy(r => r.Next)
                .FirstOrDefault() is not { Runner: { } first } soonest)
                return;
            await first.SleepAsync(soonest.Next!.Value, token).ConfigureAwait(false);
        }
    }

    private static async Task EndedAsync(params Task[] tasks) =>
        await Task.WhenAny(Task.WhenAll(tasks).ContinueWith(static t => _ = t.Exception, TaskScheduler.Default),
            Task.Delay(Grace)).ConfigureAwait(false);

    private BackfillSummary Summary()
    {
        var counts = QueueView.Counts(lake.Control);
        return new BackfillSummary(tally.Done, tally.Failed, counts.Open, tally.Rows, tally.Quarantined,
            leaser.Requests, tally.Elapsed, WhyStopped(counts));
    }

    private string? WhyStopped(QueueCounts counts)
    {
        if (leaser.LimitReached) return $"The run's budget of {options.MaxRequests} requests is spent.";
        if (counts.Open == 0) return null;
        var frozen = setup.Budgets.Values.Select(b => b.State()).FirstOrDefault(s => s.FrozenUntil is not null);
        if (frozen is not null)
            return $"{frozen.Vendor} is left alone until {frozen.FrozenUntil:yyyy-MM-dd HH:mm:ss} UTC.";
        return QueueView.NextDue(lake.Control, [.. leaser.Vendors.SelectMany(leaser.LanesOf)]) is { } due
            && due > time.GetUtcNow().UtcDateTime
            ? $"{counts.Open} tasks wait until {due:yyyy-MM-dd HH:mm:ss} UTC or later."
            : $"{counts.Open} tasks are left that no budget is open to, or that no configured vendor serves.";
    }

    private void Report(string? message)
    {
        if (progress is null) return;
        var frozen = setup.Budgets.Values.Select(b => b.State().FrozenUntil).Max();
        lock (left)
        {
            progress.Report(new WorkerProgress(
                tally.Done, tally.Failed, left.Count(tally.Done + tally.Failed), tally.Rows, tally.RowsPerSecond,
                tally.Quarantined, leaser.Requests, frozen, message));
        }
    }
}
