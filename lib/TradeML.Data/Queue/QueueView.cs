using TradeML.Lake.Control;

namespace TradeML.Data.Queue;

/// <summary>
/// Looks at the queue and puts failed tasks back: what <c>ata backfill queue</c> and <c>ata backfill retry</c> do.
/// </summary>
public static class QueueView
{
    /// <summary>How many tasks stand where.</summary>
    /// <param name="store">The control store.</param>
    public static QueueCounts Counts(ControlStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Read(r =>
        {
            // each of them reads one small index
            long Count(string where) => r.Scalar<long>($"SELECT COUNT(*) FROM backfill_queue {where}");
            var pending = Count("WHERE status = 'PENDING' AND next_not_before IS NULL")
                + Count("WHERE status = 'PENDING' AND next_not_before IS NOT NULL");
            var (leased, failed) = (Count("WHERE status = 'LEASED'"), Count("WHERE status = 'FAILED'"));
            return new QueueCounts(pending, leased, Count("") - pending - leased - failed, failed);
        });
    }

    /// <summary>Lists tasks in lease order.</summary>
    /// <param name="store">The control store.</param>
    /// <param name="state">Only tasks that stand there; null for all.</param>
    /// <param name="limit">Most rows.</param>
    public static IReadOnlyList<QueueEntry> List(ControlStore store, TaskState? state = null, int limit = 100)
    {
        ArgumentNullException.ThrowIfNull(store);
        const string sql = """
            SELECT id AS Id, dataset AS Dataset, symbol AS Symbol, start_date AS StartDay, end_date AS EndDay,
                kind AS Kind, priority AS Priority,
                   attempts AS Attempts, generation AS Generation, status AS Status, lease_owner AS LeaseOwner,
                       next_not_before AS NotBefore,
                   last_error AS LastError, created_at AS CreatedAt, updated_at AS UpdatedAt
            FROM backfill_queue WHERE @status IS NULL OR status = @status
            ORDER BY priority, created_at, id LIMIT @limit
            """;
        return store
            .Read(r => r.Query<Row>(sql, new { status = state is { } s ? Text(s) : null, limit })
                .Select(row => row.ToEntry()).ToList());
    }

    /// <summary>Puts all given-up tasks back to PENDING with fresh attempts.</summary>
    /// <param name="store">The control store.</param>
    /// <param name="dataset">Only tasks of this dataset; null for all.</param>
    /// <returns>How many were put back.</returns>
    public static int Retry(ControlStore store, string? dataset = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        const string sql = """
            UPDATE backfill_queue SET status = 'PENDING', attempts = 0, next_not_before = NULL, updated_at = @now
            WHERE status = 'FAILED' AND (@dataset IS NULL OR dataset = @dataset)
            """;
        return store.Write(tx => tx.Execute(sql, new { dataset, now = InstantText.From(tx.StartedAtUtc) }));
    }

    /// <summary>
    /// The earliest instant (UTC) from which a waiting task of some lanes is due, the past included; null when none is
    /// waiting.
    /// </summary>
    /// <param name="store">The control store.</param>
    /// <param name="lanes">The lanes.</param>
    public static DateTime? NextDue(ControlStore store, IReadOnlyList<Lane> lanes)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(lanes);
        const string ready = """
            SELECT 1 FROM backfill_queue
                WHERE status = 'PENDING' AND next_not_before IS NULL AND dataset = @dataset AND kind = @kind LIMIT 1
            """;
        const string deferred = """
            SELECT next_not_before FROM backfill_queue
                WHERE status = 'PENDING' AND next_not_before IS NOT NULL AND dataset = @dataset AND kind = @kind
            ORDER BY next_not_before LIMIT 1
            """;
        return store.Read(r =>
        {
            var keys = lanes.Select(l => new { dataset = l.Dataset, kind = TaskKinds.Text(l.Kind) }).ToList();
            if (keys.Exists(k => r.Query<long>(ready, k).Count > 0)) return DateTime.UnixEpoch;
            return keys.Select(k => r.Scalar<string?>(deferred, k)).Where(t => t is not null)
                .Min(StringComparer.Ordinal) is { } text
                ? InstantText.Parse(text) : (DateTime?)null;
        });
    }

    private static string Text(TaskState state) => state.ToString().ToUpperInvariant();

    private sealed class Row
    {
        public long Id { get; init; }

        public string Dataset { get; init; } = "";

        public string? Symbol { get; init; }

        public long StartDay { get; init; }

        public long EndDay { get; init; }

        public string Kind { get; init; } = "";

        public int Priority { get; init; }

        public int Attempts { get; init; }

        public int Generation { get; init; }

        public string Status { get; init; } = "";

        public string? LeaseOwner { get; init; }

        public string? NotBefore { get; init; }

        public string? LastError { get; init; }

        public string CreatedAt { get; init; } = "";

        public string UpdatedAt { get; init; } = "";

        public QueueEntry ToEntry() => new(
            new BackfillTask(Id, Dataset, Symbol, UnixDay.ToDate(StartDay), UnixDay.ToDate(EndDay),
                TaskKinds.Parse(Kind), Priority, Attempts, Generation),
            Enum.Parse<TaskState>(Status, ignoreCase: true), LeaseOwner,
            NotBefore is null ? null : InstantText.Parse(NotBefore), LastError,
            InstantText.Parse(CreatedAt), InstantText.Parse(UpdatedAt));
    }
}
