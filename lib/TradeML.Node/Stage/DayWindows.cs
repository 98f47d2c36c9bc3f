namespace TradeML.Node.Stage;

/// <summary>Arithmetic of half-open windows of days.</summary>
internal static class DayWindows
{
    /// <summary>The parts of a window that no other window covers, in order.</summary>
    /// <param name="start">First day, included.</param>
    /// <param name="end">Day after the last, excluded.</param>
    /// <param name="covered">Windows that are covered, in any order.</param>
    public static IReadOnlyList<(DateOnly Start, DateOnly End)> Missing(
        DateOnly start, DateOnly end, IEnumerable<(DateOnly Start, DateOnly End)> covered)
    {
        var missing = new List<(DateOnly, DateOnly)>();
        var from = start;
        foreach (var (s, e) in covered.Where(c => c.End > start && c.Start < end).Order())
        {
            if (s > from) missing.Add((from, s));
            if (e > from) from = e;
        }

        if (from < end) missing.Add((from, end));
        return missing;
    }

    /// <summary>A window in parts of at most so many calendar days, in order.</summary>
    /// <param name="start">First day, included.</param>
    /// <param name="end">Day after the last, excluded.</param>
    /// <param name="maxDays">Most days of a part, at least 1.</param>
    public static IEnumerable<(DateOnly Start, DateOnly End)> Split(DateOnly start, DateOnly end, int maxDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDays, 1);
        for (var from = start; from < end;)
        {
            var to = end.DayNumber - from.DayNumber > maxDays ? from.AddDays(maxDays) : end;
            yield return (from, to);
            from = to;
        }
    }
}
