using System.Data.Common;
using TradeML.Core.Configuration;
using TradeML.Core.Time;
using TradeML.Data.Ingest;
using TradeML.Lake.Control;

namespace TradeML.Data.Quality;

/// <summary>Decides which open days of a series are to be fetched now, and puts the windows into the queue.</summary>
internal sealed class GapTasks(BackfillOptions options, ExchangeCalendar calendar, DateTime nowUtc)
{
    private const string OpenSql = """
        SELECT p.day, p.qc_code, p.row_count, p.last_observed_at, g.code, g.row_count, g.asked_at
        FROM partition_day p LEFT JOIN gap_ask g ON g.series_id = p.series_id AND g.day = p.day
        WHERE p.series_id = @series AND p.day >= @start AND p.day < @end AND p.status < 2
        ORDER BY p.day
        """;

    private const string AskSql = """
        INSERT INTO gap_ask (series_id, day, code, row_count, asked_at)
        SELECT series_id, day, qc_code, row_count, @now FROM partition_day WHERE series_id = @series AND day = @day
        ON CONFLICT (series_id, day) DO UPDATE SET code = excluded.code, row_count = excluded.row_count, asked_at = excluded.asked_at
        """;

    private readonly long now = InstantText.ToMicros(nowUtc);

    /// <summary>Plans one series that has a symbol; returns the windows to fetch and the tasks added or revived.</summary>
    public (int Windows, int Tasks) Raise(ControlTransaction tx, AuditSeries series, AuditFacts facts)
    {
        var blocked = facts.Open(series.Table.Dataset, series.Symbol);
        if (GapPlanner.Covers(blocked, series.Start, series.End)) return (0, 0);
        var (due, judged) = DueDays(tx, series);
        var windows = GapPlanner.Coalesce(due, blocked, calendar, options.CoalesceGapSessions, options.MaxDaysPerTask);
        var tasks = 0;
        foreach (var window in windows.Select(w => judged.Contains(w.Start) ? WithContext(w, judged, series.Start) : w))
        {
            var task = NewTask.Of(series.Table.Dataset, series.Symbol, window.Start, window.End, TaskKind.Gap);
            if (BackfillQueue.Upsert(tx, task) != UpsertOutcome.Kept) tasks++;
            var ask = tx.Prepare(AskSql, "@now", "@series", "@day");
            foreach (var day in judged.GetViewBetween(window.Start, window.End.AddDays(-1))) ask.Execute(now, series.Id, UnixDay.From(day));
        }

        return (windows.Count, tasks);
    }

    /// <summary>Plans a dataset without symbols, whose newest snapshot is too old for a day that is expected.</summary>
    public static (int Windows, int Tasks) RaiseSnapshot(ControlTransaction tx, string dataset, AuditFacts facts, DateOnly end)
    {
        if (facts.Open(dataset, null).Count > 0) return (0, 0);
        var outcome = BackfillQueue.Upsert(tx, NewTask.Of(dataset, null, end.AddDays(-1), end, TaskKind.Gap));
        return (1, outcome == UpsertOutcome.Kept ? 0 : 1);
    }

    /// <summary>Begins a window earlier, so that the checks of its first day see the sound bars before it again.</summary>
    private GapWindow WithContext(GapWindow window, SortedSet<DateOnly> judged, DateOnly first)
    {
        var start = window.Start;
        for (var sessions = 0; sessions < options.Qc.StaleRunSessions || judged.Contains(start); sessions++)
        {
            var previous = calendar.Previous(start);
            if (previous < first || window.End.DayNumber - previous.DayNumber > options.MaxDaysPerTask) break;
            start = previous;
        }

        return window with { Start = start };
    }

    /// <summary>All days to fetch now, and all open days that have rows: their next answer is compared with this one.</summary>
    private (List<DateOnly> Due, SortedSet<DateOnly> Judged) DueDays(ControlTransaction tx, AuditSeries series)
    {
        var due = new List<DateOnly>();
        var judged = new SortedSet<DateOnly>();
        using var row = tx.Prepare(OpenSql, "@series", "@start", "@end")
            .Read(series.Id, UnixDay.From(series.Start), UnixDay.From(series.End));
        while (row.Read())
        {
            var day = UnixDay.ToDate(row.GetInt64(0));
            if (!calendar.IsSession(day)) continue;
            if (row.GetInt64(2) > 0) judged.Add(day);
            if (IsDue(row)) due.Add(day);
        }

        return (due, judged);
    }

    private bool IsDue(DbDataReader row)
    {
        var (code, rows, observed) = (row.GetString(1), row.GetInt64(2), row.GetInt64(3));
        if (code == QcCodes.VendorHasNone) return now >= observed + Days(options.Recheck.ConfirmedAbsentDays);
        if (rows == 0 || row.IsDBNull(4)) return true;
        var (askedCode, askedRows, asked) = (row.GetString(4), row.GetInt64(5), row.GetInt64(6));
        return askedCode != code || askedRows != rows || now >= Math.Max(asked, observed) + Days(options.Recheck.AmberDays);
    }

    private static long Days(int days) => days * TimeSpan.MicrosecondsPerDay;
}
