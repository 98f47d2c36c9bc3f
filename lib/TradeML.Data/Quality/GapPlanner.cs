using TradeML.Core.Time;

namespace TradeML.Data.Quality;

/// <summary>Turns single days that should be fetched into few windows: pure.</summary>
public static class GapPlanner
{
    /// <summary>
    /// Coalesces days into half-open windows. Days that a blocked window covers are left out; two days share a window when at most
    /// <paramref name="mergeSessions"/> sessions lie between them and the window stays within <paramref name="maxDays"/> calendar days.
    /// </summary>
    /// <param name="due">Sessions to fetch, strictly ascending.</param>
    /// <param name="blocked">Half-open windows that are being asked for already, ascending by start.</param>
    /// <param name="calendar">The calendar of the sessions.</param>
    /// <param name="mergeSessions">Most sessions between two days of one window.</param>
    /// <param name="maxDays">Most calendar days of a window.</param>
    /// <returns>Windows in ascending order with the number of due days in each.</returns>
    public static IReadOnlyList<GapWindow> Coalesce(
        IEnumerable<DateOnly> due, IReadOnlyList<(DateOnly Start, DateOnly End)> blocked, ExchangeCalendar calendar, int mergeSessions, int maxDays)
    {
        ArgumentNullException.ThrowIfNull(due);
        ArgumentNullException.ThrowIfNull(blocked);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDays, 1);
        var windows = new List<GapWindow>();
        DateOnly first = default, last = default;
        var (days, lastIndex) = (0, 0);
        foreach (var day in due)
        {
            if (IsBlocked(day, blocked)) continue;
            var index = calendar.IndexAtOrAfter(day);
            if (days > 0 && (index - lastIndex - 1 > mergeSessions || day.DayNumber + 1 - first.DayNumber > maxDays)) Close();
            if (days == 0) first = day;
            (last, lastIndex) = (day, index);
            days++;
        }

        Close();
        return windows;

        void Close()
        {
            if (days > 0) windows.Add(new GapWindow(first, last.AddDays(1), days));
            days = 0;
        }
    }

    /// <summary>Whether the windows together cover every day from <paramref name="start"/> to before <paramref name="end"/>.</summary>
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

    private static bool IsBlocked(DateOnly day, IReadOnlyList<(DateOnly Start, DateOnly End)> blocked)
    {
        foreach (var window in blocked)
            if (window.Start <= day && day < window.End) return true;
        return false;
    }
}
