using TradeML.Data.Settings;

namespace TradeML.Data.Ingest.Executors;

/// <summary>How a worker goes about the queue.</summary>
public sealed record WorkerOptions
{
    /// <summary>Name that leases carry. Default <c>node</c>.</summary>
    public string Owner { get; init; } = "node";

    /// <summary>Requests in flight by vendor come from here, as do the freezes. Default: 4 each, 60 s.</summary>
    public EdgeOptions Edge { get; init; } = new();

    /// <summary>
    /// Leases, attempts, backoff and quality thresholds. Default: those of <see cref="BackfillOptions"/>.
    /// </summary>
    public BackfillOptions Backfill { get; init; } = new();

    /// <summary>
    /// Whether to end when nothing is left to do; otherwise the worker goes on until it is cancelled. Default true.
    /// </summary>
    public bool StopWhenEmpty { get; init; } = true;

    /// <summary>
    /// Most requests of this run; null for no limit beyond the vendors' budgets. A batch in flight is finished.
    /// </summary>
    public long? MaxRequests { get; init; }

    /// <summary>
    /// How long to wait for deferred tasks before ending, when <see cref="StopWhenEmpty"/>. Default 5 minutes.
    /// </summary>
    public TimeSpan MaxIdleWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How often to look for new tasks when there is nothing to do and the worker goes on. Default 5 s.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Seed of the backoff's jitter. Default 1.</summary>
    public int JitterSeed { get; init; } = 1;
}
