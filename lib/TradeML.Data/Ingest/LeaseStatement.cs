using System.Text;
using TradeML.Lake.Control;

namespace TradeML.Data.Ingest;

/// <summary>The SQL that leases the best head among a number of lanes: one index seek a lane, however long the lanes are.</summary>
internal static class LeaseStatement
{
    private static readonly (string Sql, string[] Names)[] Sqlite = All(SqlDialect.Sqlite), Postgres = All(SqlDialect.Postgres);

    /// <summary>The statement and its parameters: owner, until, now, then dataset and kind of each lane.</summary>
    public static (string Sql, string[] Names) For(int lanes, SqlDialect dialect)
    {
        var known = dialect.IsPostgres ? Postgres : Sqlite;
        return lanes < known.Length ? known[lanes] : Build(lanes, dialect);
    }

    private static (string Sql, string[] Names)[] All(SqlDialect dialect) => [.. Enumerable.Range(0, 33).Select(n => Build(n, dialect))];

    private static (string Sql, string[] Names) Build(int lanes, SqlDialect dialect)
    {
        var heads = new StringBuilder();
        var names = new List<string> { "@owner", "@until", "@now" };
        for (var i = 0; i < lanes; i++)
        {
            if (i > 0) heads.Append("\n    UNION ALL\n");
            heads.Append(Head(i, dialect));
            names.Add($"@dataset{i}");
            names.Add($"@kind{i}");
        }

        return ($"""
            UPDATE backfill_queue
            SET status = 'LEASED', attempts = attempts + 1, lease_owner = @owner, lease_expires_at = @until, updated_at = @now
            WHERE id = (SELECT id FROM (
            {heads}
            ) AS heads ORDER BY priority, created_at, id LIMIT 1)
            RETURNING {BackfillQueue.Columns}
            """, [.. names]);
    }

    private static string Head(int lane, SqlDialect dialect) => $"""
            SELECT * FROM (
                SELECT priority, created_at, id FROM backfill_queue {dialect.IndexedBy("ix_backfill_queue_lane")}
                WHERE status = 'PENDING' AND dataset = @dataset{lane} AND kind = @kind{lane} AND (next_not_before IS NULL OR next_not_before <= @now)
                ORDER BY priority, created_at, id LIMIT 1 {dialect.SkipLocked}) AS lane{lane}
        """;
}
