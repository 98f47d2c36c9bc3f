using TradeML.Core.Errors;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Results;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Lake;
using TradeML.Vendors.Http;

namespace TradeML.Data.Ingest.Executors;

/// <summary>
/// One vendor's executor (SSOT §2.5): leases its units, has as many in flight as its slots allow, hands answers to the
/// committer and deals with failures. It knows no other vendor, so a slow one delays nobody.
/// </summary>
internal sealed class VendorRunner(
    string vendor, DataLake lake, UnitLeaser leaser, VendorBudget budget, FailureHandler failures, CommitQueue commits,
    RunTally tally, WorkerOptions options,
    TimeProvider time, Action<string?> report)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1), Grace = TimeSpan.FromSeconds(2);

    private readonly WakeSignal wake = new();
    private DateTimeOffset? idleUntil;

    /// <summary>The vendor.</summary>
    public string Vendor => vendor;

    /// <summary>Keys were refused, and nothing has worked since.</summary>
    public TradeMLException? KeysRefused => failures.KeysRefused;

    /// <summary>What it does right now.</summary>
    public RunnerState State() => new(vendor, leaser.InFlight(vendor), idleUntil, budget.State().FrozenUntil);

    /// <summary>Lets it look for work at once.</summary>
    public void Wake()
    {
        idleUntil = null; // from now on it has something to do
        wake.Raise();
    }

    /// <summary>Works until nothing of the vendor's is in flight and nothing can be leased.</summary>
    public async Task WorkAsync(CancellationToken token)
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                token.ThrowIfCancellationRequested();
                foreach (var unit in Producers.UnitsOf(vendor, leaser)) running.Add(RunAsync(unit, token));
                if (running.Count == 0) return;
                await WaitAsync(running, token).ConfigureAwait(false);
                foreach (var ended in running.Where(r => r.IsCompleted).ToList())
                {
                    running.Remove(ended);
                    await ended.ConfigureAwait(false);
                }

                leaser.KeepLeases();
            }
        }
        finally
        {
            await Drain(running).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// When to look for work again; null when a run that ends with the queue has nothing more to do here.
    /// </summary>
    public DateTimeOffset? NextLook()
    {
        var now = time.GetUtcNow();
        var state = budget.State();
        var due = QueueView.NextDue(lake.Control, leaser.LanesOf(vendor)) is { } at
            ? new DateTimeOffset(at, TimeSpan.Zero)
            : (DateTimeOffset?)null;
        var wanted = due > state.FrozenUntil || state.FrozenUntil is null ? due : state.FrozenUntil;
        if (!options.StopWhenEmpty)
        {
            var poll = now + options.PollInterval;
            return due is not null && wanted > now && wanted < poll ? wanted : poll;
        }

        // Nothing is waiting, or no budget is open to what is, or it would take too long.
        if (due is null || leaser.LimitReached || KeysRefused is not null || wanted <= now
            || wanted - now > options.MaxIdleWait) return null;
        return wanted;
    }

    /// <summary>Waits until an instant or until it is woken.</summary>
    public async Task SleepAsync(DateTimeOffset until, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var woken = wake.Next;
        try
        {
            var now = time.GetUtcNow();
            var timer = Task.Delay(until > now ? until - now + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero, time,
                stop.Token);
            idleUntil = until; // only now: who sees it may rely on the timer
            await Task.WhenAny(timer, woken).ConfigureAwait(false);
        }
        finally
        {
            idleUntil = null;
            await stop.CancelAsync().ConfigureAwait(false);
        }

        token.ThrowIfCancellationRequested();
    }

    // In real time: the network does not follow a test's clock, and a slot may have become useful while another unit
    // hangs.
    private async Task WaitAsync(List<Task> running, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        await Task.WhenAny([.. running, wake.Next, Task.Delay(LookAgain, stop.Token)]).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        token.ThrowIfCancellationRequested();
    }

    private async Task RunAsync(WorkUnit unit, CancellationToken token)
    {
        try
        {
            await FetchAsync(unit, token).ConfigureAwait(false);
        }
        finally
        {
            leaser.Free(unit);
        }
    }

    private async Task FetchAsync(WorkUnit unit, CancellationToken token)
    {
        try
        {
            var results = await Task.Run(() => unit.Run(token), token).ConfigureAwait(false);
            token.ThrowIfCancellationRequested();
            failures.Answered();
            foreach (var (task, result) in unit.Tasks.Zip(results))
            {
                if (result.NotBefore is { } notBefore) failures.Defer(task, notBefore);
                else if (result.Refusal is { } refusal) GiveUp(task, refusal);
                else await commits.AddAsync(new FetchedResult(result, unit.Source), token).ConfigureAwait(false);
            }
        }
        catch (TradeMLException error) when (VendorFaultException.Of(error) is { } fault)
        {
            token.ThrowIfCancellationRequested();
            if (fault.Fault == VendorFault.Refused && unit.Tasks.Count > 1)
            {
                // one of them is to blame
                foreach (var part in unit.Apart()) await FetchAsync(part, token).ConfigureAwait(false);
                return;
            }

            tally.AddFailed(failures.Handle(unit, error, fault));
            report(error.Message);
        }
    }

    private void GiveUp(BackfillTask task, string refusal)
    {
        failures.GiveUp(task, refusal);
        tally.AddFailed(1);
        report(refusal);
    }

    // A fetch that does not heed its cancellation is left behind: its lease goes back, and nothing of it is written.
    private static async Task Drain(List<Task> running) =>
        await Task.WhenAny(Task.WhenAll(running).ContinueWith(static t => _ = t.Exception, TaskScheduler.Default),
            Task.Delay(Grace)).ConfigureAwait(false);
}
