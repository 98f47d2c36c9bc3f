using TradeML.Core.Errors;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Results;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Lake;
using TradeML.Vendors.Http;

namespace TradeML.Data.Ingest.Executors;

/// <summary>
/// One vendor's failures: puts tasks back with backoff, gives them up, lets the vendor rest, or takes a dataset from
/// it. A vendor that is down for everything costs its tasks no attempts: an outage of days must not end in FAILED
/// tasks. Safe for concurrent use.
/// </summary>
internal sealed class FailureHandler(
    DataLake lake, VendorBudget budget, VendorRefusals? refusals, WorkerOptions options, TimeProvider time)
{
    // a vendor whose clock is years off must not silence itself for years
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestOwnRest = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Random jitter = new(options.JitterSeed);
    private readonly Backoff backoff = Backoff.From(options.Backfill.Backoff);
    private readonly VendorHealth health = new();

    /// <summary>Keys were refused and nothing has worked since: the error, for a run that ends.</summary>
    public TradeMLException? KeysRefused { get; private set; }

    /// <summary>Notes that the vendor has answered.</summary>
    public void Answered()
    {
        lock (gate) health.Answered();
        KeysRefused = null;
    }

    /// <summary>Deals with a unit whose fetch failed.</summary>
    /// <returns>Tasks that were given up.</returns>
    public int Handle(WorkUnit unit, TradeMLException error, VendorFaultException fault)
    {
        switch (fault.Fault)
        {
            case VendorFault.RateLimited:
                if (fault.RetryAfter > Freeze)
                    budget.Freeze(
                        time.GetUtcNow() + (fault.RetryAfter > LongestRest ? LongestRest : fault.RetryAfter.Value),
                        error.Message);
                else Rest(Locked(health.RateLimited), error.Message);
                return Release(unit.Tasks, error.Message);
            case VendorFault.AuthRefused:
                Rest(Locked(health.KeysRefused), error.Message);
                KeysRefused = error;
                return Release(unit.Tasks, error.Message);
            case VendorFault.NotEntitled when refusals is not null && !HasServed(unit.Source):
                refusals.Note(unit.Vendor, unit.Tasks[0].Dataset, error.Message);
                return Release(unit.Tasks, error.Message);
            case VendorFault.BudgetSpent:
                return Release(unit.Tasks, error.Message);
            case VendorFault.Refused or VendorFault.NotEntitled:
                foreach (var task in unit.Tasks) GiveUp(task, error.Message);
                return unit.Tasks.Count;
            case VendorFault.Unavailable when Locked(() => health.Unreachable(unit.Tasks)) is > 0 and var rests:
                Rest(rests, error.Message);
                return Release(unit.Tasks, error.Message);
            default:
                return PutBack(unit.Tasks, error.Message, time.GetUtcNow());
        }
    }

    /// <summary>Gives a task up for good.</summary>
    public void GiveUp(BackfillTask task, string why) =>
        lake.Control.Write(tx => BackfillQueue.Fail(tx, task, options.Owner, why, null));

    /// <summary>Puts a task back whose data do not exist yet.</summary>
    public void Defer(BackfillTask task, DateTimeOffset notBefore) =>
        lake.Control
            .Write(tx =>
                BackfillQueue.Release(tx, task.Id, options.Owner, notBefore.UtcDateTime,
                    "The window's first session is not over yet."));

    private TimeSpan Freeze => TimeSpan.FromSeconds(options.Edge.FreezeSecondsOf(budget.Vendor));

    // The configured rest, doubled each time in a row, up to an hour.
    private void Rest(int times, string why)
    {
        var rest = Freeze * Math.Pow(2, Math.Min(times - 1, 16));
        budget.Freeze(time.GetUtcNow() + (rest > LongestOwnRest && rest > Freeze ? Max(LongestOwnRest, Freeze) : rest),
            why);
    }

    // A plan that has answered for a dataset before covers it: then it leaves out this key or window alone.
    private bool HasServed(DatasetSource source) => lake.Control.Read(r => r.Query<long>(
        "SELECT 1 FROM confirmations WHERE dataset = @dataset AND source = @source LIMIT 1",
        new { dataset = source.Dataset, source = source.SourceName })).Count > 0;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private int Locked(Func<int> work)
    {
        lock (gate) return work();
    }

    private int Release(IReadOnlyList<BackfillTask> tasks, string why) => lake.Control.Write(tx =>
    {
        foreach (var task in tasks) BackfillQueue.Release(tx, task.Id, options.Owner, null, why);
        return 0;
    });

    private int PutBack(IReadOnlyList<BackfillTask> tasks, string why, DateTimeOffset notBefore) =>
        lake.Control.Write(tx =>
    {
        var givenUp = 0;
        foreach (var task in tasks)
        {
            var last = task.Attempts >= options.Backfill.MaxAttempts;
            var later = time.GetUtcNow() + Delay(task);
            var until = later > notBefore ? later : notBefore;
            BackfillQueue.Fail(tx, task, options.Owner, why, last ? null : until.UtcDateTime);
            if (last) givenUp++;
        }

        return givenUp;
    });

    private TimeSpan Delay(BackfillTask task)
    {
        lock (gate) return backoff.Delay(Math.Max(1, task.Attempts), jitter);
    }
}
