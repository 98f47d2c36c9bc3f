using TradeML.Core.Time;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality;

/// <summary>Brings the rows of one series up to the facts: every expected session has one, and confirmed ones say so.</summary>
internal static class SeriesAudit
{
    // No look at the table in the SELECT: SQLite would copy all rows into a temporary one first.
    private const string EnsureSql = """
        INSERT INTO partition_day (series_id, day, status, qc_score, row_count, expected_rows, qc_code, first_observed_at, last_observed_at)
        SELECT @series, day, @status, @score, 0, @expected, @code, @now, @last FROM session WHERE day >= @start AND day < @end
        ON CONFLICT DO NOTHING
        """;

    // Counting is several times cheaper than looking up each session; most windows are full.
    private const string CountSql = """
        SELECT COUNT(*) FROM partition_day WHERE series_id = @series AND day >= @start AND day < @end AND qc_code IS DISTINCT FROM 'OFF_SESSION'
        """;

    // Rows that only said "missing" outside of what is expected now say nothing.
    private const string ForgetSql = """
        DELETE FROM partition_day
        WHERE series_id = @series AND (day < @start OR day >= @end) AND status = 0 AND row_count = 0
          AND qc_code IN ('MISSING_ROWS', 'VENDOR_HAS_NONE', 'UNCONFIRMED', 'NOT_CURATED')
        """;

    private const string AbsentSql = """
        UPDATE partition_day SET qc_code = 'VENDOR_HAS_NONE', last_observed_at = @asked
        WHERE series_id = @series AND day >= @start AND day < @end AND status = 0 AND row_count = 0
          AND (qc_code = 'MISSING_ROWS' OR (qc_code = 'VENDOR_HAS_NONE' AND last_observed_at < @asked))
        """;

    private const string ConfirmSql = """
        UPDATE partition_day
        SET status = 2, qc_score = 1, qc_code = @code, last_observed_at = @asked
        WHERE series_id = @series AND day >= @start AND day < @end AND status = 0
        """;

    private const string SeenSql = "UPDATE audit_series SET seen_start = @start, seen_end = @end WHERE series_id = @series";

    /// <summary>Applies the facts to a series; returns the number of rows changed.</summary>
    public static long Run(ControlTransaction tx, AuditSeries series, AuditFacts facts, ExchangeCalendar calendar)
    {
        var known = Known(series, facts, calendar).ToList();
        long changed = 0;
        if (!series.IsSeen)
        {
            var count = tx.Prepare(CountSql, "@series", "@start", "@end");
            foreach (var (start, end) in series.Unseen())
                if (Convert.ToInt64(count.Scalar(series.Id, UnixDay.From(start), UnixDay.From(end))) < calendar.Count(start, end))
                    changed += Ensure(tx, series, start, end, known);
            changed += tx.Prepare(ForgetSql, "@series", "@start", "@end").Execute(series.Id, UnixDay.From(series.Start), UnixDay.From(series.End));
            tx.Prepare(SeenSql, "@start", "@end", "@series").Execute(UnixDay.From(series.Start), UnixDay.From(series.End), series.Id);
        }

        if (series.Table == AuditedTable.Bars) return changed + Absences(tx, series, facts, calendar);
        var confirm = tx.Prepare(ConfirmSql, "@code", "@asked", "@series", "@start", "@end");
        return changed + known.Sum(k => (long)confirm.Execute(k.Code, k.AskedAt, series.Id, UnixDay.From(k.Start), UnixDay.From(k.End)));
    }

    // What is known to be complete is written so at once: writing it RED first would cost as much again.
    private static long Ensure(ControlTransaction tx, AuditSeries series, DateOnly start, DateOnly end, List<Fact> known)
    {
        var ensure = tx.Prepare(EnsureSql, "@series", "@status", "@score", "@expected", "@code", "@now", "@last", "@start", "@end");
        object? expected = series.Table.Table.StartsWith("reference/", StringComparison.Ordinal) ? null : 1;
        var now = InstantText.ToMicros(tx.StartedAtUtc);
        long changed = 0;
        foreach (var k in known)
        {
            var (from, to) = (UnixDay.From(k.Start > start ? k.Start : start), UnixDay.From(Earlier(k.End, end)));
            if (from < to) changed += ensure.Execute(series.Id, (int)PartitionState.Green, 1, expected, k.Code, now, k.AskedAt, from, to);
        }

        return changed + ensure.Execute(
            series.Id, (int)PartitionState.Red, 0, expected, series.Table.MissingCode, now, now, UnixDay.From(start), UnixDay.From(end));
    }

    /// <summary>The windows of a derived table that a vendor's answer or list makes complete, in the order in which they count.</summary>
    private static IEnumerable<Fact> Known(AuditSeries series, AuditFacts facts, ExchangeCalendar calendar)
    {
        if (series.Table == AuditedTable.CorporateActions)
        {
            foreach (var answer in facts.Answers(series.Table.Dataset, series.Symbol))
                yield return new Fact(
                    answer.Start, Earlier(answer.End, calendar.TradingDayOf(answer.AskedAt).AddDays(1)), QcCodes.NoEvent, InstantText.ToMicros(answer.AskedAt));
        }
        else if (series.Table == AuditedTable.Delistings && facts.Asset(series.Symbol) is { } asset)
        {
            yield return new Fact(
                series.Start, calendar.TradingDayOf(asset.KnownAt).AddDays(1), asset.Active ? QcCodes.NoEvent : QcCodes.Ok, InstantText.ToMicros(asset.KnownAt));
        }
    }

    private static long Absences(ControlTransaction tx, AuditSeries series, AuditFacts facts, ExchangeCalendar calendar)
    {
        var absent = tx.Prepare(AbsentSql, "@asked", "@series", "@start", "@end");
        long changed = 0;
        foreach (var answer in facts.Answers(series.Table.Dataset, series.Symbol))
        {
            // An answer says nothing about sessions that had not closed when it was given.
            var end = Earlier(answer.End, ClosedSessions.EndAt(calendar, answer.AskedAt));
            changed += absent.Execute(InstantText.ToMicros(answer.AskedAt), series.Id, UnixDay.From(answer.Start), UnixDay.From(end));
        }

        return changed;
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private readonly record struct Fact(DateOnly Start, DateOnly End, string Code, long AskedAt);
}
