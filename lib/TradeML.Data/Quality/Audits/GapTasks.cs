using TradeML.Core.Time;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake.Control;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Audits;

/// <summary>Decides which open days of a series are to be fetched now, and puts the windows into the queue.</summary>
internal sealed class GapTasks(BackfillOptions options, AuditFacts facts, ExchangeCalendar calendar, DateTime nowUtc)
{
    private const string OpenSql = """
        SELECT p.day, p.qc_code, p.row_count, p.last_observed_at, g.code, g.row_count, g.asked_at
        FROM partition_day p LEFT JOIN gap_ask g ON g.series_id = p.series_id AND g.day = p.day
        WHERE p.series_id = @series AND p.day >= @start AND p.day < @end AND p.status < 2
        ORDER BY p.day
        """;

    private const string AskSql = """
        INSERT INTO gap_ask (series_id, day, code, row_count, asked_at)
        SELECT series_id, day, COALESCE(qc_code, ''), row_count, @now FROM partition_day
            WHERE series_id = @series AND day = @day
        ON CONFLICT (series_id, day) DO UPDATE
            SET code = excluded.code, row_count = excluded.row_count, asked_at = excluded.asked_at
        """;

    private readonly long now = InstantText.ToMicros(nowUtc);
    private readonly long absent = options.Recheck.ConfirmedAbsentDays * TimeSpan.MicrosecondsPerDay;
    private readonly HashSet<(string, DateOnly)> actionsAsked = [];

    /// <summary>Plans one series; returns the windows to fetch and the tasks added or revived.</summary>
    public (int Windows, int Tasks) Raise(ControlTransaction tx, AuditSeries series)
    {
        if (series.Table == AuditedTable.Delistings) return (0, 0); // one list answers for all symbols: RaiseSnapshot
        if (series.Table.Rule == CompletenessRule.Standing) return RaiseStanding(tx, series);
        var blocked = facts.Open(series.Table.Dataset, series.Key);
        if (GapPlanner.Covers(blocked, series.Start, series.End)) return (0, 0);
        var (due, judged, jumps) = Due(tx, series);
        var longest = Math.Min(options.MaxDaysPerTask, series.Table.Spec.MaxDaysPerTask ?? int.MaxValue);
        var windows = GapPlanner.Coalesce(due, blocked, calendar, options.CoalesceGapSessions, longest);
        var tasks = 0;
        foreach (var window in
            windows.Select(w => judged.Contains(w.Start) ? WithContext(w, judged, series.Start, longest) : w))
        {
            if (Add(tx, series.Table.Dataset, series.Key, window.Start, window.End)) tasks++;
            foreach (var day in judged.GetViewBetween(window.Start, window.End.AddDays(-1)))
                Ask(tx, series.Id, UnixDay.From(day));
        }

        return (windows.Count, tasks + RaiseActions(tx, series, jumps));
    }

    /// <summary>Plans a dataset without symbols, whose newest snapshot is too old for a day that is expected.</summary>
    public (int Windows, int Tasks) RaiseSnapshot(ControlTransaction tx, string dataset, DateOnly end)
    {
        // A list speaks for the days that were over when it was read, so a session's own day is too early to ask about
        // it.
        var today = calendar.TradingDayOf(nowUtc);
        if (end > today) end = today;
        var over = calendar.Previous(end);
        if (facts.Open(dataset, null).Count > 0
            || facts.Answers(dataset, null).Any(a => calendar.TradingDayOf(a.AskedAt) > over)) return (0, 0);
        return (1, Add(tx, dataset, null, end.AddDays(-1), end) ? 1 : 0);
    }

    // What was never answered is asked for; what has grown stale is asked for again, over as much as one task may take.
    private (int Windows, int Tasks) RaiseStanding(ControlTransaction tx, AuditSeries series)
    {
        var spec = series.Table.Spec;
        if (facts.Open(spec.Name, series.TaskKey).Count > 0 || series.Start >= series.End) return (0, 0);
        var windows = new StandingAudit(facts, nowUtc).Uncovered(series);
        if (windows.Count == 0 && IsStandingDue(tx, series.Id))
        {
            var start = spec.MaxDaysPerTask is { } days && series.End.AddDays(-days) > series.Start
                ? series.End.AddDays(-days)
                : series.Start;
            windows.Add(spec.IsList ? (series.End.AddDays(-1), series.End) : (start, series.End));
        }

        var (count, tasks) = (0, 0);
        foreach (var (start, end) in windows)
        {
            var step = Math.Min(options.MaxDaysPerTask, spec.MaxDaysPerTask ?? int.MaxValue);
            for (var from = start; from < end; from = from.AddDays(step), count++)
                if (Add(tx, spec.Name, series.TaskKey, from, from.AddDays(step) < end ? from.AddDays(step) : end))
                    tasks++;
        }

        if (count > 0) Ask(tx, series.Id, UnixDay.Undated);
        return (count, tasks);
    }

    private bool IsStandingDue(ControlTransaction tx, long series)
    {
        using var row = tx.Prepare(OpenSql, "@series", "@start", "@end")
            .Read(series, UnixDay.Undated, UnixDay.Undated + 1);
        if (!row.Read()) return false;
        return (row.IsDBNull(1) ? "" : row.GetString(1)) switch
        {
            QcCodes.StaleConfirmation or QcCodes.Unconfirmed => true,
            QcCodes.VendorHasNone => now >= row.GetInt64(3) + absent,
            _ => IsDue(row),
        };
    }

    /// <summary>
    /// A jump that no action explains may be an action that came late: its day is asked for again, as often as the bar
    /// itself.
    /// </summary>
    private int RaiseActions(ControlTransaction tx, AuditSeries series, List<DateOnly> jumps)
    {
        var actions = AuditedTable.CorporateActions.Dataset;
        if (series.Table != AuditedTable.Bars || !facts.Answers(actions, series.Key).Any()) return 0;
        var tasks = 0;
        foreach (var day in jumps)
            if (actionsAsked.Add((series.Key, day))
                && !GapPlanner.Covers(facts.Open(actions, series.Key), day, day.AddDays(1))
                && Add(tx, actions, series.Key, day, day.AddDays(1))) tasks++;
        return tasks;
    }

    private static bool Add(ControlTransaction tx, string dataset, string? key, DateOnly start, DateOnly end) =>
        BackfillQueue.Upsert(tx, NewTask.Of(dataset, key, start, end, TaskKind.Gap)) != UpsertOutcome.Kept;

    private void Ask(ControlTransaction tx, long series, int day) =>
        tx.Prepare(AskSql, "@now", "@series", "@day").Execute(now, series, day);

    /// <summary>
    /// Begins a window earlier, so that the checks of its first day see the sound bars before it again.
    /// </summary>
    private GapWindow WithContext(GapWindow window, SortedSet<DateOnly> judged, DateOnly first, int longest)
    {
        var start = window.Start;
        for (var sessions = 0; sessions < options.Qc.StaleRunSessions || judged.Contains(start); sessions++)
        {
            var previous = calendar.Previous(start);
            if (previous < first || window.End.DayNumber - previous.DayNumber > longest) break;
            start = previous;
        }

        return window with { Start = start };
    }

    /// <summary>
    /// All runs to fetch now; all open days that have rows, whose next answer is compared with this one; and those due
    /// because of a jump.
    /// </summary>
    private (List<(DateOnly Start, DateOnly End)> Due, SortedSet<DateOnly> Judged, List<DateOnly> Jumps) Due(
        ControlTransaction tx, AuditSeries series)
    {
        var due = facts.Spans(series.Id)
            .Where(s => s.Code switch
            {
                QcCodes.VendorHasNone => now >= s.ObservedAt + absent,
                QcCodes.MissingRows or QcCodes.Unconfirmed or QcCodes.StaleConfirmation => true,
                _ => false,
            }).Select(s => (s.Start, s.End)).ToList();
        var (judged, jumps) = (new SortedSet<DateOnly>(), new List<DateOnly>());
        using var row = tx.Prepare(OpenSql, "@series", "@start", "@end")
            .Read(series.Id, UnixDay.From(series.Start), UnixDay.From(series.End));
        while (row.Read())
        {
            var day = UnixDay.ToDate(row.GetInt64(0));
            if (!calendar.IsSession(day)) continue;
            judged.Add(day);
            if (!IsDue(row)) continue;
            due.Add((day, day.AddDays(1)));
            if (row.GetString(1) == QcCodes.JumpUnexplained) jumps.Add(day);
        }

        // "no event" can't be said of a day that is not over
        if (series.Table.Rule == CompletenessRule.Confirmed) due = Over(due);
        due.Sort();
        return (due, judged, jumps);
    }

    private List<(DateOnly Start, DateOnly End)> Over(List<(DateOnly Start, DateOnly End)> days)
    {
        var today = calendar.TradingDayOf(nowUtc);
        return [.. days.Where(d => d.Start < today).Select(d => (d.Start, d.End < today ? d.End : today))];
    }

    private bool IsDue(System.Data.Common.DbDataReader row)
    {
        if (row.IsDBNull(4)) return true;
        var (code, rows, observed) = (row.IsDBNull(1) ? "" : row.GetString(1), row.GetInt64(2), row.GetInt64(3));
        var (askedCode, askedRows, asked) = (row.GetString(4), row.GetInt64(5), row.GetInt64(6));
        return askedCode != code || askedRows != rows
            || now >= Math.Max(asked, observed) + (options.Recheck.AmberDays * TimeSpan.MicrosecondsPerDay);
    }
}
