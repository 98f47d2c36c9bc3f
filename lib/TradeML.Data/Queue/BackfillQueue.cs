using System.Data.Common;
using TradeML.Core.Errors;
using TradeML.Lake.Control;

namespace TradeML.Data.Queue;

/// <summary>
/// The ingest queue over the control store (SSOT §2.4, §2.8). Every operation takes part in the caller's transaction,
/// so a task's completion and what it brought become visible together. Order within what may be leased: priority, then
/// age, then id.
/// </summary>
public static class BackfillQueue
{
    internal const string Columns = "id, dataset, symbol, start_date, end_date, kind, priority, attempts, generation";

    private const string InsertSql = """
        INSERT INTO backfill_queue (dataset, symbol, start_date, end_date, kind, priority, created_at, updated_at)
        VALUES (@dataset, @symbol, @start, @end, @kind, @priority, @now, @now)
        ON CONFLICT DO NOTHING
        """;

    private const string ReviveSql = """
        UPDATE backfill_queue
        SET status = 'PENDING', attempts = 0, generation = generation + 1, priority = @priority, lease_owner = NULL,
            lease_expires_at = NULL,
            next_not_before = NULL, last_error = NULL, created_at = @now, updated_at = @now
        WHERE dataset = @dataset AND COALESCE(symbol, '') = COALESCE(@symbol, '') AND start_date = @start
            AND end_date = @end AND kind = @kind
          AND status IN ('DONE', 'FAILED')
        """;

    // Leases that ran out go back, and deferred tasks whose time has come join their lanes.
    private static readonly DialectSql DueSql = new(d => $"""
        UPDATE backfill_queue
        SET status = CASE WHEN status = 'LEASED' AND attempts >= @max THEN 'FAILED' ELSE 'PENDING' END,
            lease_owner = NULL, lease_expires_at = NULL,
            last_error = CASE WHEN status = 'LEASED'
                THEN COALESCE(last_error, 'The lease expired before the task was finished.') ELSE last_error END,
            next_not_before = NULL, updated_at = @now
        WHERE id IN (
            SELECT id FROM backfill_queue {d.IndexedBy("ix_backfill_queue_lease")}
                WHERE status = 'LEASED' AND lease_expires_at <= @now
            UNION ALL
            SELECT id FROM backfill_queue {d.IndexedBy("ix_backfill_queue_deferred")}
            WHERE status = 'PENDING' AND next_not_before IS NOT NULL AND next_not_before <= @now)
        """);

    // Asked before anything is written: an UPDATE that finds nothing costs a temporary table.
    private static readonly DialectSql IsDueSql = new(d => $"""
        SELECT CASE WHEN EXISTS
            (SELECT 1 FROM backfill_queue {d.IndexedBy("ix_backfill_queue_lease")}
            WHERE status = 'LEASED' AND lease_expires_at <= @now)
            OR EXISTS (SELECT 1 FROM backfill_queue {d.IndexedBy("ix_backfill_queue_deferred")}
                       WHERE status = 'PENDING' AND next_not_before IS NOT NULL AND next_not_before <= @now) THEN 1
                           ELSE 0 END
        """);

    private const string LeaseSql = """
        UPDATE backfill_queue
        SET status = 'LEASED', attempts = attempts + 1, lease_owner = @owner, lease_expires_at = @until,
            updated_at = @now
        WHERE id = @id AND status = 'PENDING'
        """;

    private const string CompleteSql = """
        UPDATE backfill_queue
        SET status = 'DONE', lease_owner = NULL, lease_expires_at = NULL, next_not_before = NULL, last_error = NULL,
            updated_at = @now
        WHERE id = @id AND status = 'LEASED' AND lease_owner = @owner
        """;

    private const string FailSql = """
        UPDATE backfill_queue
        SET status = @status, lease_owner = NULL, lease_expires_at = NULL, next_not_before = @until,
            last_error = @error, updated_at = @now
        WHERE id = @id AND status = 'LEASED' AND lease_owner = @owner
        """;

    private const string ReleaseSql = """
        UPDATE backfill_queue
        SET status = 'PENDING', attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END, lease_owner = NULL,
            lease_expires_at = NULL,
            next_not_before = COALESCE(@until, next_not_before), last_error = COALESCE(@why, last_error),
                updated_at = @now
        WHERE id = @id AND status = 'LEASED' AND lease_owner = @owner
        """;

    private const string ReleaseAllSql = """
        UPDATE backfill_queue
        SET status = 'PENDING', attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END, lease_owner = NULL,
            lease_expires_at = NULL, updated_at = @now
        WHERE status = 'LEASED' AND lease_owner = @owner
        """;

    private static readonly DialectSql LeaseLikeSql = new(d => $"""
        UPDATE backfill_queue
        SET status = 'LEASED', attempts = attempts + 1, lease_owner = @owner, lease_expires_at = @until,
            updated_at = @now
        WHERE id IN (
            SELECT id FROM (
                SELECT id, start_date, end_date, attempts FROM backfill_queue {d.IndexedBy("ix_backfill_queue_ready")}
                WHERE status = 'PENDING' AND next_not_before IS NULL AND dataset = @dataset AND kind = @kind
                    AND priority = @priority
                ORDER BY priority, created_at, id LIMIT 4 * @limit {d.SkipLocked}) AS head
            WHERE start_date = @start AND end_date = @end AND attempts = 0 LIMIT @limit)
        RETURNING {Columns}
        """);

    /// <summary>
    /// Puts a window into the queue, or asks for it anew when it was finished; a window that is waiting or worked on
    /// stays as it is.
    /// </summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="task">The window.</param>
    /// <exception cref="TradeMLException">Bad input: the window is empty or a name is missing.</exception>
    public static UpsertOutcome Upsert(ControlTransaction tx, NewTask task)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(task);
        task.Check();
        var now = InstantText.From(tx.StartedAtUtc);
        var (start, end, kind) = (UnixDay.From(task.Start), UnixDay.From(task.End), TaskKinds.Text(task.Kind));
        var added = tx.Prepare(InsertSql, "@dataset", "@symbol", "@start", "@end", "@kind", "@priority", "@now")
            .Execute(task.Dataset, task.Symbol, start, end, kind, task.Priority, now);
        if (added > 0) return UpsertOutcome.Added;
        var revived = tx.Prepare(ReviveSql, "@dataset", "@symbol", "@start", "@end", "@kind", "@priority", "@now")
            .Execute(task.Dataset, task.Symbol, start, end, kind, task.Priority, now);
        return revived > 0 ? UpsertOutcome.Revived : UpsertOutcome.Kept;
    }

    /// <summary>
    /// Hands out the next task of the lanes that may spend; other lanes are stepped over. Expired leases go back first:
    /// to PENDING, or to FAILED when their attempts are used up.
    /// </summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="lanes">Lanes that may be leased now, each once.</param>
    /// <param name="owner">Who leases.</param>
    /// <param name="ttl">How long the lease holds.</param>
    /// <param name="maxAttempts">Attempts after which an expired task is given up; at least 1.</param>
    /// <returns>The task, or null when nothing may be leased now.</returns>
    public static BackfillTask? LeaseNext(
        ControlTransaction tx, LaneSet lanes, string owner, TimeSpan ttl, int maxAttempts = 8)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(lanes);
        var now = InstantText.From(tx.StartedAtUtc);
        if (tx.Prepare(IsDueSql.For(tx.Dialect), "@now").Scalar(now) is 1L)
            tx.Prepare(DueSql.For(tx.Dialect), "@max", "@now").Execute(maxAttempts, now);
        if (lanes.Lanes.Count == 0 || Head(tx, lanes) is not { } head) return null;
        var leased = tx.Prepare(LeaseSql, "@id", "@owner", "@until", "@now")
            .Execute(head.Id, owner, InstantText.From(tx.StartedAtUtc + ttl), now);
        return leased == 0 ? null : head with { Attempts = head.Attempts + 1 };
    }

    private static BackfillTask? Head(ControlTransaction tx, LaneSet lanes)
    {
        using var reader = tx.Prepare(lanes.Sql(tx.Dialect)).Read();
        return reader.Read() ? ReadTask(reader) : null;
    }

    /// <summary>
    /// Hands out the next task of some lanes; see
    /// <see cref="LeaseNext(ControlTransaction, LaneSet, string, TimeSpan, int)"/>.
    /// </summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="lanes">Lanes that may be leased now, each once.</param>
    /// <param name="owner">Who leases.</param>
    /// <param name="ttl">How long the lease holds.</param>
    /// <param name="maxAttempts">Attempts after which an expired task is given up; at least 1.</param>
    /// <returns>The task, or null when nothing may be leased now.</returns>
    public static BackfillTask? LeaseNext(
        ControlTransaction tx, IReadOnlyList<Lane> lanes, string owner, TimeSpan ttl, int maxAttempts = 8) =>
        LeaseNext(tx, new LaneSet(lanes), owner, ttl, maxAttempts);

    /// <summary>
    /// Leases more fresh tasks near the head of a lane that differ from one just leased in symbol only, so that they
    /// can be fetched together.
    /// </summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="like">The task already leased.</param>
    /// <param name="owner">Who leases.</param>
    /// <param name="ttl">How long the leases hold.</param>
    /// <param name="limit">Most tasks to add.</param>
    public static IReadOnlyList<BackfillTask> LeaseLike(
        ControlTransaction tx, BackfillTask like, string owner, TimeSpan ttl, int limit)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(like);
        if (limit <= 0 || like.Symbol is null) return [];
        var tasks = new List<BackfillTask>();
        using var reader = tx.Prepare(LeaseLikeSql.For(tx.Dialect), "@owner", "@until", "@now", "@dataset", "@kind",
            "@priority", "@start", "@end", "@limit").Read(
                owner, InstantText.From(tx.StartedAtUtc + ttl), InstantText.From(tx.StartedAtUtc), like.Dataset,
                TaskKinds.Text(like.Kind), like.Priority,
                UnixDay.From(like.Start), UnixDay.From(like.End), limit);
        while (reader.Read()) tasks.Add(ReadTask(reader));
        tasks.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return tasks;
    }

    /// <summary>Marks a task as done if the owner still holds it.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="owner">Who leased it.</param>
    /// <returns>False when the lease was lost: another worker has it, and nothing was changed.</returns>
    public static bool Complete(ControlTransaction tx, long taskId, string owner)
    {
        ArgumentNullException.ThrowIfNull(tx);
        return tx.Prepare(CompleteSql, "@id", "@owner", "@now")
            .Execute(taskId, owner, InstantText.From(tx.StartedAtUtc)) > 0;
    }

    /// <summary>Puts a failed task back for later, or gives it up.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="task">The task as leased.</param>
    /// <param name="owner">Who leased it.</param>
    /// <param name="error">Why, as a sentence.</param>
    /// <param name="notBefore">Next attempt not before (UTC); null gives the task up.</param>
    /// <returns>False when the lease was lost.</returns>
    public static bool Fail(ControlTransaction tx, BackfillTask task, string owner, string error, DateTime? notBefore)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(task);
        return tx.Prepare(FailSql, "@status", "@until", "@error", "@id", "@owner", "@now").Execute(
            notBefore is null ? "FAILED" : "PENDING", notBefore is { } at ? InstantText.From(at) : null, error, task.Id,
            owner,
            InstantText.From(tx.StartedAtUtc)) > 0;
    }

    /// <summary>Gives a lease back as if it had not been taken; the attempt does not count.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="owner">Who leased it.</param>
    /// <param name="notBefore">Not to be leased before (UTC), or null.</param>
    /// <param name="why">What to note with the task, or null.</param>
    public static bool Release(
        ControlTransaction tx, long taskId, string owner, DateTime? notBefore = null, string? why = null)
    {
        ArgumentNullException.ThrowIfNull(tx);
        return tx.Prepare(ReleaseSql, "@id", "@owner", "@until", "@why", "@now").Execute(
            taskId, owner, notBefore is { } at ? InstantText.From(at) : null, why,
            InstantText.From(tx.StartedAtUtc)) > 0;
    }

    /// <summary>Extends all leases of an owner.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="owner">Who leased them.</param>
    /// <param name="ttl">How long they hold from now.</param>
    public static int Renew(ControlTransaction tx, string owner, TimeSpan ttl)
    {
        ArgumentNullException.ThrowIfNull(tx);
        return tx.Prepare(
            "UPDATE backfill_queue SET lease_expires_at = @until WHERE status = 'LEASED' AND lease_owner = @owner",
            "@owner", "@until")
            .Execute(owner, InstantText.From(tx.StartedAtUtc + ttl));
    }

    /// <summary>Gives all leases of an owner back.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="owner">Who leased them.</param>
    /// <returns>How many there were.</returns>
    public static int ReleaseLeases(ControlTransaction tx, string owner)
    {
        ArgumentNullException.ThrowIfNull(tx);
        return tx.Prepare(ReleaseAllSql, "@owner", "@now").Execute(owner, InstantText.From(tx.StartedAtUtc));
    }

    internal static BackfillTask ReadTask(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2),
        UnixDay.ToDate(reader.GetInt64(3)),
        UnixDay.ToDate(reader.GetInt64(4)), TaskKinds.Parse(reader.GetString(5)), reader.GetInt32(6),
        reader.GetInt32(7), reader.GetInt32(8));
}
