using TradeML.Core.Errors;
using TradeML.Data.Connectors.Http;
using TradeML.Lake;

namespace TradeML.Data.Ingest;

/// <summary>Puts failed tasks back with backoff, gives them up, and freezes vendors that refuse.</summary>
internal sealed class FailureHandler(DataLake lake, IReadOnlyDictionary<string, VendorBudget> budgets, WorkerOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(1); // a vendor whose clock is years off must not silence itself for years

    private readonly Random jitter = new(options.JitterSeed);
    private readonly Backoff backoff = Backoff.From(options.Backfill.Backoff);

    /// <summary>Deals with a unit whose fetch failed.</summary>
    public FailureOutcome Handle(WorkUnit unit, TradeMLException error, VendorFaultException fault)
    {
        var now = time.GetUtcNow();
        var budget = budgets[unit.Fetcher.Vendor];
        var freeze = TimeSpan.FromSeconds(options.Edge.FreezeSecondsOf(unit.Fetcher.Vendor));
        switch (fault.Fault)
        {
            case VendorFault.RateLimited:
                var rest = fault.RetryAfter > freeze ? fault.RetryAfter.Value : freeze;
                if (rest > LongestRest) rest = LongestRest;
                budget.Freeze(now + rest, error.Message);
                return new FailureOutcome(PutBack(unit.Tasks, error.Message, now + rest), false);
            case VendorFault.AuthRefused:
                budget.Freeze(now + freeze, error.Message);
                Release(unit.Tasks, error.Message);
                return new FailureOutcome(0, true);
            case VendorFault.BudgetSpent:
                Release(unit.Tasks, error.Message);
                return default;
            case VendorFault.Refused or VendorFault.NotEntitled:
                foreach (var task in unit.Tasks) GiveUp(task, error.Message);
                return new FailureOutcome(unit.Tasks.Count, false);
            default:
                return new FailureOutcome(PutBack(unit.Tasks, error.Message, now), false);
        }
    }

    /// <summary>Gives a task up for good.</summary>
    public void GiveUp(BackfillTask task, string why) => lake.Control.Write(tx => BackfillQueue.Fail(tx, task, options.Owner, why, null));

    /// <summary>Puts a task back whose data do not exist yet.</summary>
    public void Defer(BackfillTask task, DateTimeOffset notBefore) =>
        lake.Control.Write(tx => BackfillQueue.Release(tx, task.Id, options.Owner, notBefore.UtcDateTime, "The window's first session is not over yet."));

    private void Release(IReadOnlyList<BackfillTask> tasks, string why) => lake.Control.Write(tx =>
    {
        foreach (var task in tasks) BackfillQueue.Release(tx, task.Id, options.Owner, null, why);
    });

    private int PutBack(IReadOnlyList<BackfillTask> tasks, string why, DateTimeOffset notBefore) => lake.Control.Write(tx =>
    {
        var givenUp = 0;
        foreach (var task in tasks)
        {
            var last = task.Attempts >= options.Backfill.MaxAttempts;
            var later = time.GetUtcNow() + backoff.Delay(Math.Max(1, task.Attempts), jitter);
            var until = later > notBefore ? later : notBefore;
            BackfillQueue.Fail(tx, task, options.Owner, why, last ? null : until.UtcDateTime);
            if (last) givenUp++;
        }

        return givenUp;
    });
}
