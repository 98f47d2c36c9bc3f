using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake.Control;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Data.Ingest.Budgets;

/// <summary>
/// One vendor's budget: a token bucket for the minute, a cap with slices by kind for the day (SSOT §2.4), and freezes.
/// What is spent and what was learned is kept in the control store, survives a restart and is forgotten at the vendor's
/// reset. All endpoints of a vendor share it, and so do all nodes on one control store: the day's count in the store is
/// everybody's. Safe for concurrent use.
/// </summary>
/// <remarks>
/// It never waits for the store while it holds its own lock, so it may be asked inside a write transaction: leasing
/// does.
/// </remarks>
public sealed class VendorBudget : IRequestGate
{
    private const double LeastRate = 1;
    private static readonly TimeSpan LoweringPause = TimeSpan.FromMinutes(1);

    private readonly VendorBudgetOptions options;
    private readonly ControlStore store;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Lock saving = new();
    private readonly TokenBucket bucket;
    private readonly long origin;
    private int day;
    private long used;
    private double? learnedRate;
    private DateTimeOffset? frozenUntil;
    private DateTimeOffset lastLowering = DateTimeOffset.MinValue;
    private long unsaved;
    private int waiting;

    /// <summary>Takes up the budget where the control store left it.</summary>
    /// <param name="options">What the vendor allows.</param>
    /// <param name="store">The control store.</param>
    /// <param name="time">Clock.</param>
    public VendorBudget(VendorBudgetOptions options, ControlStore store, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        this.options = options;
        this.store = store;
        this.time = time;
        origin = time.GetTimestamp();
        day = Today();
        bucket = new TokenBucket(options.Burst, options.RequestsPerMinute, 0);
        Load();
    }

    /// <summary>Requests granted since this object was made.</summary>
    public long Granted { get; private set; }

    /// <summary>The vendor.</summary>
    public string Vendor => options.Vendor;

    /// <summary>Callers that wait for the minute's rate right now.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Whether a kind may spend a request now: its slice is open and the vendor is not frozen.</summary>
    /// <param name="kind">Task kind.</param>
    public bool MayLease(TaskKind kind)
    {
        lock (gate)
        {
            RollDay();
            return !(frozenUntil > time.GetUtcNow()) && Allows(used, kind);
        }
    }

    /// <summary>How much is left.</summary>
    public BudgetState State()
    {
        lock (gate)
        {
            RollDay();
            return new BudgetState(
                options.Vendor, used, options.DailyCap, bucket.RefillPerMinute,
                frozenUntil > time.GetUtcNow() ? frozenUntil : null, ResetAfter(day));
        }
    }

    /// <inheritdoc/>
    public async ValueTask EnterAsync(TaskKind kind, CancellationToken cancellationToken)
    {
        var shared = store.Node.Length > 0;
        for (var taken = false; ;)
        {
            double wait = 0;
            lock (gate)
            {
                RollDay();
                if (!Allows(used, kind))
                    throw VendorFaultException.Wrap(
                        VendorFault.BudgetSpent,
                        $"{TaskKinds.Text(kind)} may spend no more of today's {options.DailyCap} requests to "
                            + $"{options.Vendor} ({used} are spent).",
                        null,
                        $"The count starts anew at {ResetAfter(day):yyyy-MM-dd HH:mm} UTC; a larger plan goes into "
                            + "soft_daily_cap of configs/endpoints.yml.");
                taken = taken || bucket.TryTake(Seconds(), 1, out wait);
                if (taken && !shared)
                {
                    used++;
                    unsaved++;
                    Granted++;
                    break;
                }
            }

            if (taken && TakeShared(kind) is var pause)
            {
                if (pause == TimeSpan.Zero) return;
                wait = pause?.TotalSeconds ?? 0; // null: the day's budget is spent, as the next look shows
            }

            if (wait <= 0) continue;
            Interlocked.Increment(ref waiting);
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Floor(wait * 1000) + 1), time, cancellationToken)
                    .ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref waiting);
            }
        }

        Save();
    }

    // With several nodes the store decides, so that all of them together keep to the day's cap and the minute's rate.
    private TimeSpan? TakeShared(TaskKind kind)
    {
        lock (saving)
        {
            BudgetRow mine;
            double rate;
            lock (gate) (mine, rate) = (new BudgetRow(day, unsaved, learnedRate, frozenUntil), bucket.RefillPerMinute);
            var (row, wait) = store.Write(tx => BudgetStore.Take(
                tx, options.Vendor, mine, rate, options.Burst, time.GetUtcNow(), spent => Allows(spent, kind)));
            lock (gate)
            {
                if (day == mine.Day) unsaved -= mine.Used;
                Adopt(row);
                if (wait == TimeSpan.Zero) Granted++;
            }

            return wait;
        }
    }

    private bool Allows(long spent, TaskKind kind) =>
        SpendingRule.Allows(options.Slices, options.DailyCap, spent, 1, kind);

    /// <inheritdoc/>
    public void Observe(RateSignal signal)
    {
        var events = new List<string>();
        lock (gate)
        {
            RollDay();
            if (signal.LimitPerMinute is > 0 and var limit && limit < bucket.RefillPerMinute)
                Lower(limit,
                    $"the vendor says {limit} requests a minute, the configuration {options.RequestsPerMinute:0.##}",
                    events);
            if (signal.Remaining is { } remaining) bucket.Limit(Seconds(), remaining);
            if (signal.Refused) bucket.Limit(Seconds(), 0);
            if (signal.Refused && time.GetUtcNow() - lastLowering >= LoweringPause)
            {
                lastLowering = time.GetUtcNow();
                Lower(Math.Max(LeastRate, bucket.RefillPerMinute * 0.9), "the vendor answered 429", events);
            }
        }

        if (events.Count > 0) Save(events);
    }

    /// <summary>Leaves the vendor alone until an instant; a longer freeze in force stays.</summary>
    /// <param name="until">UTC.</param>
    /// <param name="why">What to log, without secrets.</param>
    public void Freeze(DateTimeOffset until, string why)
    {
        lock (gate)
        {
            if (frozenUntil >= until) return;
            frozenUntil = until;
        }

        Save([$"frozen until {until:yyyy-MM-dd HH:mm:ss} UTC: {why}"]);
    }

    private void Lower(double rate, string why, List<string> events)
    {
        if (rate >= bucket.RefillPerMinute) return;
        learnedRate = rate;
        bucket.Reconfigure(Seconds(), Math.Min(bucket.Capacity, Math.Max(1, rate)), rate);
        events.Add($"lowered to {rate:0.##} requests a minute for today: {why}");
    }

    private double Seconds() => time.GetElapsedTime(origin).TotalSeconds;

    private int Today() =>
        UnixDay.From(DateOnly.FromDateTime((time.GetUtcNow() - options.ResetUtc.ToTimeSpan()).UtcDateTime));

    private DateTimeOffset ResetAfter(int of) =>
        new(UnixDay.ToDate(of + 1).ToDateTime(options.ResetUtc), TimeSpan.Zero);

    // A clock that jumps back must not give the day's budget a second time.
    private void RollDay()
    {
        var today = Today();
        if (today > day) RollTo(today);
    }

    private void RollTo(int next)
    {
        day = next;
        (used, unsaved) = (0, 0);
        if (learnedRate is null) return;
        learnedRate = null;
        bucket.Reconfigure(Seconds(), options.Burst, options.RequestsPerMinute);
    }

    private void Load() => Adopt(BudgetStore.Load(store, options.Vendor));

    // What other nodes spent and learned counts here too. A row of an earlier day says nothing but a freeze.
    private void Adopt(BudgetRow? row)
    {
        if (row is null) return;
        if (row.FrozenUntil > (frozenUntil ?? DateTimeOffset.MinValue)) frozenUntil = row.FrozenUntil;
        if (row.Day < day) return;
        if (row.Day > day) RollTo(row.Day);
        used = Math.Max(used, row.Used + unsaved);
        if (row.LearnedRate is not { } rate || rate >= bucket.RefillPerMinute) return;
        learnedRate = rate;
        bucket.Reconfigure(Seconds(), Math.Min(options.Burst, Math.Max(1, rate)), rate);
    }

    // The store's lock is taken first, the budget's inside it, so that nobody waits in a circle. The transaction may
    // run twice: it changes nothing here.
    private void Save(IReadOnlyList<string>? happened = null)
    {
        lock (saving)
        {
            var mine = new BudgetRow(0, 0, null, null);
            var theirs = store.Write(tx =>
            {
                lock (gate) mine = new BudgetRow(day, unsaved, learnedRate, frozenUntil);
                return BudgetStore.Add(tx, options.Vendor, mine, happened ?? []);
            });
            lock (gate)
            {
                if (day == mine.Day) unsaved -= mine.Used;
                Adopt(theirs);
            }
        }
    }
}
