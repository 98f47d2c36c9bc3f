using TradeML.Core.Time;
using TradeML.Data.Quality.Rules;

namespace TradeML.Data.Quality.Audits;

/// <summary>Turns runs of days that should be fetched into few windows: pure.</summary>
internal static class GapPlanner
{
    /// <summary>
    /// Coalesces days into half-open windows, each day a run of its own.
    /// </summary>
    /// <param name="due">Sessions to fetch, strictly ascending.</param>
    /// <param name="blocked">Half-open windows that are being asked for already, ascending by start.</param>
    /// <param name="calendar">The calendar of the sessions.</param>
    /// <param name="mergeSessions">Most sessions between two days of one window.</param>
    /// <param name="maxDays">Most calendar days of a window.</param>
    public static IReadOnlyList<GapWindow> Coalesce(
        IEnumerable<DateOnly> due, IReadOnlyList<(DateOnly Start, DateOnly End)> blocked, ExchangeCalendar calendar,
        int mergeSessions, int maxDays) =>
        Coalesce(due.Select(d => (d, d.AddDays(1))), blocked, calendar, mergeSessions, maxDays);

    /// <summary>
    /// Coalesces runs into half-open windows. What a blocked window covers is left out; two runs share a window when at
    /// most
    /// <paramref name="mergeSessions"/> sessions lie between them and the window stays within
    /// <paramref name="maxDays"/> calendar days; a longer run is split.
    /// </summary>
    /// <param name="due">Half-open runs to fetch, ascending, without overlap.</param>
    /// <param name="blocked">Half-open windows that are being asked for already, ascending by start.</param>
    /// <param name="calendar">The calendar of the sessions.</param>
    /// <param name="mergeSessions">Most sessions between two runs of one window.</param>
    /// <param name="maxDays">Most calendar days of a window.</param>
    /// <returns>Windows in ascending order, beginning and ending with a session to fetch, with the number of these in
    /// each.</returns>
    public static IReadOnlyList<GapWindow> Coalesce(
        IEnumerable<(DateOnly Start, DateOnly End)> due, IReadOnlyList<(DateOnly Start, DateOnly End)> blocked,
        ExchangeCalendar calendar, int mergeSessions,
        int maxDays)
    {
        ArgumentNullException.ThrowIfNull(due);
        ArgumentNullException.ThrowIfNull(blocked);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDays, 1);
        var windows = new List<GapWindow>();
        GapWindow? open = null;
        foreach (var run in due)
            foreach (var free in Free(run, blocked))
            {
                for (var part = DayRuns.Trim(free.Start, free.End, calendar); part is { } p;
                    part = DayRuns.Trim(p.End, free.End, calendar))
                {
                    if (open is { } w
                        && (calendar.Count(w.End, p.Start) > mergeSessions
                            || p.Start.DayNumber + 1 - w.Start.DayNumber > maxDays)) Close();
                    var start = open?.Start ?? p.Start;
                    var limit = start.AddDays(maxDays);
                    if (p.End > limit) p = DayRuns.Trim(p.Start, limit, calendar)!.Value;
                    open = new GapWindow(start, p.End, (open?.Sessions ?? 0) + calendar.Count(p.Start, p.End));
                }
            }

        Close();
        return windows;

        void Close()
        {
            if (open is { } w) windows.Add(w);
            open = null;
        }
    }

    /// <summary>
    /// Whether the windows together cover every day from <paramref name="start"/> to before <paramref name="end"/>.
    /// </summary>
    /// <param name="windows">Half-open windows, ascending by start.</param>
    /// <param name="start">First day.</param>
    /// <param name="end">First day after.</param>
    public static bool Covers(IReadOnlyList<(DateOnly Start, DateOnly End)> windows, DateOnly start, DateOnly end)
    {
        ArgumentNullException.ThrowIfNull(windows);
        foreach (var window in windows)
        {
            if (window.Start > start) break;
            if (window.End > start) start = window.End;
        }

        return start >= end;
    }

    private static IEnumerable<(DateOnly Start, DateOnly End)> Free(
        (DateOnly Start, DateOnly End) run, IReadOnlyList<(DateOnly Start, DateOnly End)> blocked)
    {
        var start = run.Start;
        foreach (var window in blocked)
        {
            if (window.Start >= run.End) break;
            if (window.End <= start) continue;
            if (window.Start > start) yield return (start, window.Start);
            start = window.End;
        }

        if (start < run.End) yield return (start, run.End);
    }
}
