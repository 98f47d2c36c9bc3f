using TradeML.Core.Configuration;
using TradeML.Vendors.Http;

namespace TradeML.Data.Settings;

/// <summary>How history is fetched, retried and judged: <c>configs/backfill.yml</c>.</summary>
public sealed class BackfillOptions : ICheckedOptions
{
    /// <summary>Whether this machine fetches at all. Default true; the ci environment turns it off.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Most calendar days one task may ask for. Default 6000.</summary>
    [Between(1, 20_000)]
    [EnvironmentVariable("BACKFILL_MAX_DAYS_PER_TASK")]
    public int MaxDaysPerTask { get; init; } = 6000;

    /// <summary>
    /// Overrides every model's own minimum GREEN share when set. Default null: each model's config decides.
    /// </summary>
    [Between(0, 1)]
    [EnvironmentVariable("BACKFILL_MIN_GREEN_FRAC")]
    public double? MinGreenFrac { get; init; }

    /// <summary>Seconds after which a lease that was not completed reverts to PENDING. Default 600.</summary>
    [Between(10, 86_400)]
    public int LeaseTtlSeconds { get; init; } = 600;

    /// <summary>Tries before a task is FAILED. Default 8.</summary>
    [Between(1, 100)]
    public int MaxAttempts { get; init; } = 8;

    /// <summary>Sessions without data that may lie between two gaps of one GAP task. Default 5.</summary>
    [Between(0, 250)]
    public int CoalesceGapSessions { get; init; } = 5;

    /// <summary>Sessions that the forward loop looks back over for missing days. Default 5.</summary>
    [Between(1, 60)]
    public int ForwardLookbackSessions { get; init; } = 5;

    /// <summary>Days after which FAILED tasks are removed. Default 30.</summary>
    [Between(1, 3650)]
    public int PurgeFailedDays { get; init; } = 30;

    /// <summary>Shares of a vendor's daily cap by kind of task.</summary>
    public BudgetSlices Budget { get; init; } = new();

    /// <summary>Waiting time after a failed try.</summary>
    public BackoffOptions Backoff { get; init; } = new();

    /// <summary>
    /// When a day that is not GREEN, and did not change when it was fetched again, is asked for once more.
    /// </summary>
    public RecheckOptions Recheck { get; init; } = new();

    /// <summary>What makes a partition GREEN, AMBER or quarantined.</summary>
    public QcThresholds Qc { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (Budget.ProbeUntil < Budget.BulkUntil)
            yield return ("budget",
                $"'probe_until' is {Budget.ProbeUntil}; it must be from bulk_until ({Budget.BulkUntil}) to 1.");
        if (Backoff.CapSeconds < Backoff.BaseSeconds)
            yield return ("backoff",
                $"'cap_seconds' is {Backoff.CapSeconds}; it must be at least base_seconds ({Backoff.BaseSeconds}).");
    }
}
