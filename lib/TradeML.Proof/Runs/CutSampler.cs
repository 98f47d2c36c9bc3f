using TradeML.Core.Errors;
using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Runs;

/// <summary>
/// Chooses the instants of a proof: the boundaries at which leaks hide, then seeded sessions in between.
/// </summary>
public static class CutSampler
{
    /// <summary>Chooses instants, ascending. The boundaries come first when there are few.</summary>
    /// <param name="world">The world.</param>
    /// <param name="count">How many, at least 1; a short world may have fewer.</param>
    /// <param name="seed">Same seed, same instants.</param>
    /// <exception cref="TradeMLException">Bad input: the count is below 1. Data missing: the world has no
    /// session.</exception>
    public static IReadOnlyList<CutInstant> Sample(MarketWorld world, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (count < 1)
            throw new TradeMLException(ErrorKind.BadInput, $"A proof cuts at least once, not {count} times.");
        var sessions = world.Sessions;
        if (sessions.Count == 0)
            throw new TradeMLException(ErrorKind.DataMissing, "There is no session to cut at.", WorldTables.Bars);
        var random = new Random(seed);
        var chosen = new Dictionary<DateTime, CutInstant>();
        foreach (var cut in Boundaries(world, sessions, random).Concat(Anywhere(sessions, random)))
        {
            if (chosen.Count == count) break;
            chosen.TryAdd(cut.At, cut);
        }

        return [.. chosen.Values.OrderBy(c => c.At)];
    }

    private static IEnumerable<CutInstant> Boundaries(
        MarketWorld world, IReadOnlyList<DateOnly> sessions, Random random)
    {
        // The middle half, where there is both a past to look at and a future to leak.
        DateOnly Middle() => sessions[(sessions.Count / 4) + random.Next(Math.Max(1, sessions.Count / 2))];
        var day = Middle();
        yield return new(SessionHours.Close(day), "session close");
        day = Middle();
        yield return new(SessionHours.Open(day).AddTicks((SessionHours.Close(day) - SessionHours.Open(day)).Ticks / 2),
            "between open and close");
        yield return new(SessionHours.Close(ExDate(world, sessions, random) ?? Middle()), "close of an ex-date");
        var at = Middle();
        var monthEnd = sessions.LastOrDefault(d => d.Year == at.Year && d.Month == at.Month);
        yield return new(SessionHours.Close(monthEnd), "month-end");
        yield return new(SessionHours.Close(sessions[^1]), "last day");
        yield return new(SessionHours.Close(sessions[0]), "first day");
        day = Middle();
        yield return new(SessionHours.Close(day).AddMinutes(-1), "a minute before the close");
        day = ExDate(world, sessions, random) is { } ex ? sessions.LastOrDefault(d => d < ex, sessions[0]) : Middle();
        yield return new(SessionHours.Close(day), "eve of an ex-date");
        day = Middle();
        yield return new(SessionHours.Open(day), "open");
    }

    private static IEnumerable<CutInstant> Anywhere(IReadOnlyList<DateOnly> sessions, Random random)
    {
        for (var i = 0; i < 20 * sessions.Count; i++)
            yield return new(SessionHours.Close(sessions[random.Next(sessions.Count)]), "session close");
    }

    private static DateOnly? ExDate(MarketWorld world, IReadOnlyList<DateOnly> sessions, Random random)
    {
        var (first, last) = (sessions[sessions.Count / 4],
            sessions[Math.Max(sessions.Count / 4, sessions.Count * 3 / 4)]);
        var days = world.Find(WorldTables.Actions) is { } actions
            ? actions.Date.Where(d => d >= first && d <= last).Distinct().Order().ToArray()
            : StepDays(world, first, last);
        return days.Length == 0 ? null : days[random.Next(days.Length)];
    }

    private static DateOnly[] StepDays(MarketWorld world, DateOnly first, DateOnly last)
    {
        var bars = world[WorldTables.Bars];
        if (!bars.Numbers.TryGetValue("total_return_step", out var steps)) return [];
        return [
            .. Enumerable.Range(0, bars.Rows).Where(r => steps[r] != 1 && bars.Date[r] >= first && bars.Date[r] <= last)
                .Select(r => bars.Date[r]).Distinct().Order()];
    }
}
