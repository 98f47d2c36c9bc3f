using TradeML.Core.Time;
using TradeML.Proof.Tests.Subjects;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Tests.Worlds;

/// <summary>
/// A seeded market with everything that can leak: gaps, late and revised bars, listings and delistings, announced
/// splits, vintages, restatements.
/// </summary>
internal static class SyntheticWorld
{
    internal static MarketWorld Create(int seed, int symbols = 10, int days = 120)
    {
        var random = new Random(seed);
        var sessions = ExchangeCalendar.Xnys.Sessions(new DateOnly(2021, 1, 4), new DateOnly(2023, 1, 1))[..days]
            .ToArray();
        string[] names = [.. Enumerable.Range(0, symbols).Select(i => $"S{i:00}")];
        return new MarketWorld(
            [
                Bars(random, names, sessions), Minutes(random, names[..2], sessions), Actions(random, names, sessions),
                Delistings(names, sessions),
                Intervals(WorldTables.Membership, random, names, sessions), Sectors(random, names, sessions),
                Intervals(WorldTables.Securities, random, names, sessions),
                Fundamentals(random, names, sessions), Earnings(random, names, sessions), Macro(random, sessions),
                MarketValues(random, names, sessions),
            ]);
    }

    /// <summary>First and last session of a symbol: every third is listed late, every fourth is delisted.</summary>
    private static (int First, int Last) Life(int symbol, int days) =>
        (symbol % 3 == 1 ? days / 5 : 0, symbol % 4 == 3 ? (days * 3 / 4) + symbol : days - 1);

    private static DateTime CloseOf(DateOnly day) =>
        ExchangeCalendar.Xnys.Find(day) is { } session
            ? session.CloseUtc
            : ExchangeCalendar.Xnys.ToUtc(day, new(16, 0));

    private static WorldTable Bars(Random random, string[] names, DateOnly[] sessions)
    {
        var rows = new Rows("open", "high", "low", "close", "volume");
        for (var s = 0; s < names.Length; s++)
        {
            var (first, last) = Life(s, sessions.Length);
            var price = 15 + (20 * random.NextDouble());
            for (var t = first; t <= last; t++)
            {
                price *= Math.Exp(0.04 * (random.NextDouble() - 0.5));
                if (t > first && random.NextDouble() < 0.04) continue;
                var open = price * (1 + (0.01 * (random.NextDouble() - 0.5)));
                double[] bar = [open, Math.Max(open, price) * 1.001, Math.Min(open, price) * 0.999, price,
                    Math.Round(1e6 * random.NextDouble()) + 1000];
                var late = random.NextDouble() < 0.01;
                rows.Add(names[s], sessions[t], CloseOf(sessions[t]).AddDays(late ? 3 : 0), bar);
                if (random.NextDouble() < 0.01)
                    rows.Add(names[s], sessions[t], CloseOf(sessions[t]).AddDays(5), [.. bar.Select(v => v * 1.02)]);
            }
        }

        return rows.Table(WorldTables.Bars, TableNature.Observations);
    }

    private static WorldTable Minutes(Random random, string[] names, DateOnly[] sessions)
    {
        var rows = new Rows("minute", "close", "volume");
        foreach (var name in names)
        {
            foreach (var day in sessions)
            {
                var open = ExchangeCalendar.Xnys.Find(day)!.Value.OpenUtc;
                for (var minute = 0; minute < 360; minute += 60)
                    rows.Add(name, day, open.AddMinutes(minute + 1),
                        [open.TimeOfDay.TotalMinutes + minute, 20 + random.NextDouble(), 100 + random.Next(1000)]);
            }
        }

        return rows.Table(WorldTables.Minutes, TableNature.Observations, "minute");
    }

    private static WorldTable Actions(Random random, string[] names, DateOnly[] sessions)
    {
        var rows = new Rows("ratio", "amount") { Text = "type" };
        for (var s = 0; s < names.Length; s++)
        {
            var (first, last) = Life(s, sessions.Length);
            for (var t = first + 10; t < last; t += 30)
            {
                var split = random.Next(2) == 0;
                rows.Add(names[s], sessions[t], CloseOf(sessions[t - 3]),
                    [split ? 2 : double.NaN, split ? double.NaN : 0.3], split ? "SPLIT" : "DIVIDEND");
            }
        }

        return rows.Table(WorldTables.Actions, TableNature.Events, "type");
    }

    private static WorldTable Delistings(string[] names, DateOnly[] sessions)
    {
        var rows = new Rows { Text = "reason" };
        for (var s = 0; s < names.Length; s++)
        {
            var last = Life(s, sessions.Length).Last;
            if (last < sessions.Length - 1)
                rows.Add(names[s], sessions[last + 1], CloseOf(sessions[last - 2]), [], "MERGER");
        }

        return rows.Table(WorldTables.Delistings, TableNature.Events);
    }

    /// <summary>
    /// Stays from the first session on, of which every second ends; the end is known on its day. Of tickers, the next
    /// owner follows.
    /// </summary>
    private static WorldTable Intervals(string table, Random random, string[] names, DateOnly[] sessions)
    {
        var rows = new Rows("end_day") { Text = table == WorldTables.Securities ? "security" : null };
        for (var s = 0; s < names.Length; s++)
        {
            rows.Add(names[s], sessions[0], CloseOf(sessions[0].AddDays(-1)), [double.NaN], names[s] + "#1");
            if (s % 2 == 0) continue;
            var end = sessions[(sessions.Length / 3) + random.Next(sessions.Length / 3)];
            rows.Add(names[s], sessions[0], CloseOf(end.AddDays(-1)), [end.DayNumber], names[s] + "#1");
            if (table == WorldTables.Securities)
                rows.Add(names[s], end.AddDays(5), CloseOf(end.AddDays(4)), [double.NaN], names[s] + "#2");
        }

        return rows.Table(table, TableNature.Events, rows.Text is null ? [] : ["security"]);
    }

    private static WorldTable Sectors(Random random, string[] names, DateOnly[] sessions)
    {
        string[] sectors = ["Energy", "Health", "Tech"];
        var rows = new Rows { Text = "sector" };
        for (var s = 0; s < names.Length; s++)
        {
            rows.Add(names[s], sessions[0], CloseOf(sessions[0].AddDays(-1)), [], sectors[s % 3]);
            var day = sessions[(sessions.Length / 3) + random.Next(sessions.Length / 3)];
            if (s % 2 == 0) rows.Add(names[s], day, CloseOf(day.AddDays(-1)), [], sectors[(s + 1) % 3]);
        }

        return rows.Table(WorldTables.Sectors, TableNature.Events);
    }

    private static WorldTable Fundamentals(Random random, string[] names, DateOnly[] sessions)
    {
        var rows = new Rows("eps", "shares");
        foreach (var name in names)
        {
            for (var end = new DateOnly(2020, 9, 30); end < sessions[^1]; end = end.AddMonths(3))
            {
                double[] statement = [1 + random.NextDouble(), Math.Round(1e7 * (1 + random.NextDouble()))];
                var filed = CloseOf(end.AddDays(30 + random.Next(15)));
                rows.Add(name, end, filed, statement);
                if (random.Next(2) == 0) rows.Add(name, end, filed.AddDays(35), [.. statement.Select(v => v * 0.9)]);
            }
        }

        return rows.Table(WorldTables.Fundamentals, TableNature.Observations);
    }

    private static WorldTable Earnings(Random random, string[] names, DateOnly[] sessions)
    {
        var rows = new Rows("report_day", "is_actual");
        foreach (var name in names)
        {
            for (var end = new DateOnly(2020, 9, 30); end < sessions[^1]; end = end.AddMonths(3))
            {
                var planned = end.AddDays(30 + random.Next(10));
                var actual = planned.AddDays(random.Next(-2, 6));
                rows.Add(name, end, CloseOf(planned.AddDays(-25)), [planned.DayNumber, 0]);
                rows.Add(name, end, CloseOf(actual), [actual.DayNumber, 1]);
            }
        }

        return rows.Table(WorldTables.Earnings, TableNature.Events);
    }

    private static WorldTable Macro(Random random, DateOnly[] sessions)
    {
        var rows = new Rows("value");
        foreach (var series in new[] { "CPI", "GDP" })
        {
            for (var month = new DateOnly(2020, 9, 1); month < sessions[^1]; month = month.AddMonths(1))
            {
                var value = 300 + (10 * random.NextDouble());
                for (var vintage = 0; vintage < 3; vintage++)
                    rows.Add(series, month, CloseOf(month.AddDays(44 + (30 * vintage))), [value + vintage]);
            }
        }

        return rows.Table(WorldTables.Macro, TableNature.Observations);
    }

    /// <summary>Market values of every fifth session, stated some days later.</summary>
    private static WorldTable MarketValues(Random random, string[] names, DateOnly[] sessions)
    {
        var rows = new Rows("market_value");
        foreach (var name in names)
            for (var t = 0; t < sessions.Length; t += 5)
                rows.Add(name, sessions[t], CloseOf(sessions[t]).AddDays(random.Next(1, 4)),
                    [2e8 * (1 + random.NextDouble())]);
        return rows.Table(WorldTables.MarketValues, TableNature.Observations);
    }
}
