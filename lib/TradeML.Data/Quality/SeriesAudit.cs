using TradeML.Core.Time;
using TradeML.Lake.Control;

namespace TradeML.Data.Quality;

/// <summary>Brings the rows of one series up to the facts: every expected session has one, and confirmed ones say so.</summary>
internal static class SeriesAudit
{
    private const string EnsureSql = """
        INSERT INTO partition_day (series_id, day, status, qc_score, row_count, expected_rows, qc_code, first_observed_at, last_observed_at)
        SELECT @series, day, 0, 0, 0, @expected, @code, @now, @now FROM session s WHERE day >= @start AND day < @end
          AND NOT EXISTS (SELECT 1 FROM partition_day p WHERE p.series_id = @series AND p.day = s.day)
        """;

    // Counting is several times cheaper than looking up each session; most windows are full.
    private const string CountSql = """
        SELECT COUNT(*) FROM partition_day WHERE series_id = @series AND day >= @start AND day < @end AND qc_code IS NOT 'OFF_SESSION'
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
        long changed = 0;
        if (!series.IsSeen)
        {
            var ensure = tx.Prepare(EnsureSql, "@series", "@expected", "@code", "@now", "@start", "@end");
            object? expected = series.Table.Table.StartsWith("reference/", StringComparison.Ordinal) ? null : 1;
            var count = tx.Prepare(CountSql, "@series", "@start", "@end");
            foreach (var (start, end) in series.Unseen())
                if (Convert.ToInt64(count.Scalar(series.Id, UnixDay.From(start), UnixDay.From(end))) < calendar.Count(start, end)) changed += ensure.Execute(
                    series.Id, expected, series.Table.MissingCode, InstantText.ToMicros(tx.StartedAtUtc), UnixDay.From(start), UnixDay.From(end));
            changed += tx.Prepare(ForgetSql, "@series", "@start", "@end").Execute(series.Id, UnixDay.From(series.Start), UnixDay.From(series.End));
            tx.Prepare(SeenSql, "@start", "@end", "@series").Execute(UnixDay.From(series.Start), UnixDay.From(series.End), series.Id);
        }

        if (series.Table == AuditedTable.Bars) return changed + Absences(tx, series, facts, calendar);
        if (series.Table == AuditedTable.CorporateActions) return changed + NoEvents(tx, series, facts, calendar);
        return series.Table == AuditedTable.Delistings ? changed + Snapshot(tx, series, facts, calendar) : changed;
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

    private static long NoEvents(ControlTransaction tx, AuditSeries series, AuditFacts facts, ExchangeCalendar calendar)
    {
        var confirm = tx.Prepare(ConfirmSql, "@code", "@asked", "@series", "@start", "@end");
        long changed = 0;
        foreach (var answer in facts.Answers(series.Table.Dataset, series.Symbol))
        {
            var end = Earlier(answer.End, calendar.TradingDayOf(answer.AskedAt).AddDays(1));
            changed += confirm.Execute(
                QcCodes.NoEvent, InstantText.ToMicros(answer.AskedAt), series.Id, UnixDay.From(answer.Start), UnixDay.From(end));
        }

        return changed;
    }

    private static long Snapshot(ControlTransaction tx, AuditSeries series, AuditFacts facts, ExchangeCalendar calendar)
    {
        if (facts.Asset(series.Symbol) is not { } asset) return 0;
        return tx.Prepare(ConfirmSql, "@code", "@asked", "@series", "@start", "@end").Execute(
            asset.Active ? QcCodes.NoEvent : QcCodes.Ok, InstantText.ToMicros(asset.KnownAt), series.Id, UnixDay.From(series.Start),
            UnixDay.From(calendar.TradingDayOf(asset.KnownAt).AddDays(1)));
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
