using TradeML.Core.Time;

namespace TradeML.Data.Quality.Rules;

/// <summary>Half-open windows that begin and end with a session: pure arithmetic on them.</summary>
internal static class DayRuns
{
    /// <summary>The window cut down to its sessions, or null when it has none.</summary>
    public static (DateOnly Start, DateOnly End)? Trim(DateOnly start, DateOnly end, ExchangeCalendar calendar)
    {
        if (start >= end) return null;
        var (from, to) = (calendar.IndexAtOrAfter(start), calendar.IndexAtOrAfter(end) - 1);
        return from > to ? null : (calendar[from].Date, calendar[to].Date.AddDays(1));
    }

    /// <summary>The sessions of a window that are not among <paramref name="present"/>, joined to runs.</summary>
    /// <param name="start">First day.</param>
    /// <param name="end">First day after.</param>
    /// <param name="present">Days ascending; those that are no session or lie outside don't matter.</param>
    /// <param name="calendar">The sessions.</param>
    public static List<(DateOnly Start, DateOnly End)> Missing(
        DateOnly start, DateOnly end, IReadOnlyList<DateOnly> present, ExchangeCalendar calendar)
    {
        var runs = new List<(DateOnly, DateOnly)>();
        var at = 0;
        DateOnly? first = null;
        DateOnly last = default;
        foreach (var day in calendar.Sessions(start, end))
        {
            while (at < present.Count && present[at] < day) at++;
            if (at < present.Count && present[at] == day)
            {
                if (first is { } f) runs.Add((f, last.AddDays(1)));
                first = null;
                continue;
            }

            first ??= day;
            last = day;
        }

        if (first is { } open) runs.Add((open, last.AddDays(1)));
        return runs;
    }

    /// <summary>Joins runs between which no session lies.</summary>
    /// <param name="runs">In any order, without overlap.</param>
    /// <param name="calendar">The sessions.</param>
    public static List<(DateOnly Start, DateOnly End)> Join(
        IEnumerable<(DateOnly Start, DateOnly End)> runs, ExchangeCalendar calendar)
    {
        var joined = new List<(DateOnly Start, DateOnly End)>();
        foreach (var run in runs.OrderBy(r => r.Start))
        {
            if (joined.Count > 0 && calendar.Count(joined[^1].End, run.Start) == 0)
                joined[^1] = (joined[^1].Start, run.End);
            else joined.Add(run);
        }

        return joined;
    }
}
