using TradeML.Data.Connectors.Http;
using TradeML.Lake.Control;

namespace TradeML.Data.Ingest;

/// <summary>
/// One vendor's budget: a token bucket for the minute, a cap with slices by kind for the day (SSOT §2.4), and freezes. What is spent and what was learned
/// is kept in the control store, survives a restart and is forgotten at the vendor's reset. Safe for concurrent use.
/// </summary>
public sealed class VendorBudget : IRequestGate
{
    private const double LeastRate = 1;
    private static readonly TimeSpan LoweringPause = TimeSpan.FromMinutes(1);

    private readonly VendorBudgetOptions options;
    private readonly ControlStore store;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly TokenBucket bucket;
    private readonly long origin;
    private int day;
    private long used;
    private double? learnedRate;
    private DateTimeOffset? frozenUntil;
    private DateTimeOffset lastLowering = DateTimeOffset.MinValue;

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

    /// <summary>Whether a kind may spend a request now: its slice is open and the vendor is not frozen.</summary>
    /// <param name="kind">Task kind.</param>
    public bool MayLease(TaskKind kind)
    {
        lock (gate)
        {
            RollDay();
            return !(frozenUntil > time.GetUtcNow()) && SpendingRule.Allows(options.Slices, options.DailyCap, used, 1, kind);
        }
    }

    /// <summary>How much is left.</summary>
    public BudgetState State()
    {
        lock (gate)
        {
            RollDay();
            return new BudgetState(
                options.Vendor, used, options.DailyCap, bucket.RefillPerMinute, frozenUntil > time.GetUtcNow() ? frozenUntil : null, ResetAfter(day));
        }
    }

    /// <inheritdoc/>
    public async ValueTask EnterAsync(TaskKind kind, CancellationToken cancellationToken)
    {
        while (true)
        {
            double wait;
            lock (gate)
            {
                RollDay();
                if (!SpendingRule.Allows(options.Slices, options.DailyCap, used, 1, kind))
                    throw VendorFaultException.Wrap(
                        VendorFault.BudgetSpent, $"{TaskKinds.Text(kind)} may spend no more of today's {options.DailyCap} requests to {options.Vendor} ({used} are spent).",
                        null, $"The count starts anew at {ResetAfter(day):yyyy-MM-dd HH:mm} UTC; a larger plan goes into soft_daily_cap of configs/endpoints.yml.");
                if (bucket.TryTake(Seconds(), 1, out wait))
                {
                    used++;
                    Granted++;
                    Save();
                    return;
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(wait) + TimeSpan.FromTicks(1), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Observe(RateSignal signal)
    {
        lock (gate)
        {
            RollDay();
            if (signal.LimitPerMinute is > 0 and var limit && limit < bucket.RefillPerMinute)
                Lower(limit, $"the vendor says {limit} requests a minute, the configuration {options.RequestsPerMinute:0.##}");
            if (signal.Remaining is { } remaining) bucket.Limit(Seconds(), remaining);
            if (!signal.Refused) return;
            bucket.Limit(Seconds(), 0);
            if (time.GetUtcNow() - lastLowering < LoweringPause) return;
            lastLowering = time.GetUtcNow();
            Lower(Math.Max(LeastRate, bucket.RefillPerMinute * 0.9), "the vendor answered 429");
        }
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
            Save($"frozen until {until:yyyy-MM-dd HH:mm:ss} UTC: {why}");
        }
    }

    private void Lower(double rate, string why)
    {
        if (rate >= bucket.RefillPerMinute) return;
        learnedRate = rate;
        bucket.Reconfigure(Seconds(), Math.Min(bucket.Capacity, Math.Max(1, rate)), rate);
        Save($"lowered to {rate:0.##} requests a minute for today: {why}");
    }

    private double Seconds() => time.GetElapsedTime(origin).TotalSeconds;

    private int Today() => UnixDay.From(DateOnly.FromDateTime((time.GetUtcNow() - options.ResetUtc.ToTimeSpan()).UtcDateTime));

    private DateTimeOffset ResetAfter(int of) => new(UnixDay.ToDate(of + 1).ToDateTime(options.ResetUtc), TimeSpan.Zero);

    // A clock that jumps back must not give the day's budget a second time.
    private void RollDay()
    {
        var today = Today();
        if (today <= day) return;
        day = today;
        used = 0;
        if (learnedRate is null) return;
        learnedRate = null;
        bucket.Reconfigure(Seconds(), options.Burst, options.RequestsPerMinute);
    }

    private void Load()
    {
        var row = store.Read(r => r.Query<(long Day, long Used, double? Rate, string? Frozen)>(
            "SELECT day, used, learned_rpm, frozen_until FROM vendor_budget WHERE vendor = @vendor", new { vendor = options.Vendor }));
        if (row.Count == 0) return;
        frozenUntil = row[0].Frozen is { } text ? new DateTimeOffset(InstantText.Parse(text), TimeSpan.Zero) : null;
        if (row[0].Day < day) return;
        day = (int)row[0].Day;
        used = row[0].Used;
        learnedRate = row[0].Rate;
        if (learnedRate is { } rate) bucket.Reconfigure(0, Math.Min(options.Burst, Math.Max(1, rate)), rate);
    }

    private void Save(string? happened = null) => store.Write(tx =>
    {
        tx.Prepare(
            """
            INSERT INTO vendor_budget (vendor, day, used, learned_rpm, frozen_until) VALUES (@vendor, @day, @used, @rate, @frozen)
            ON CONFLICT (vendor) DO UPDATE SET day = excluded.day, used = excluded.used, learned_rpm = excluded.learned_rpm, frozen_until = excluded.frozen_until
            """,
            "@vendor", "@day", "@used", "@rate", "@frozen").Execute(
            options.Vendor, day, used, learnedRate, frozenUntil is { } until ? InstantText.From(until.UtcDateTime) : null);
        if (happened is not null)
            tx.Execute(
                "INSERT INTO vendor_budget_event (vendor, at, event) VALUES (@vendor, @at, @happened)",
                new { vendor = options.Vendor, at = InstantText.From(tx.StartedAtUtc), happened });
    });
}
