using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Tests.Corpus;

/// <summary>Values stamped with an instant at which they could not yet have been known.</summary>
internal static class ClockLeaks
{
    private static readonly string[] Bars = [WorldTables.Bars], Minutes = [WorldTables.Minutes];

    internal static IEnumerable<SeededLeak> All =>
    [
        SeededLeak.Of("same-day close used at the open", Bars, (w, cells) => AtOpen(w, cells, today: true),
            (w, cells) => AtOpen(w, cells, today: false)),
        SeededLeak.Of("whole day's VWAP at each minute", Minutes, (w, cells) => Vwap(w, cells, whole: true),
            (w, cells) => Vwap(w, cells, whole: false)),
        SeededLeak.Of("minute bar stamped with its start", Minutes, (w, cells) => Minute(w, cells, atStart: true),
            (w, cells) => Minute(w, cells, atStart: false)),
        SeededLeak.Of("week's bar stamped with its first day", Bars, (w, cells) => Week(w, cells, first: true),
            (w, cells) => Week(w, cells, first: false)),
    ];

    private static void AtOpen(MarketWorld world, Cells cells, bool today)
    {
        var panel = WorldPanel.Build(world);
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            for (var row = panel.RowStarts[symbol]; row < panel.RowStarts[symbol + 1]; row++)
            {
                var day = panel.Sessions[panel.Day[row]];
                cells.Add(panel.Symbols[symbol], day, today ? Cells.Open(day) : Cells.Close(day), panel.Close[row]);
            }
        }
    }

    private static void Vwap(MarketWorld world, Cells cells, bool whole)
    {
        foreach (var (table, day) in Days(world))
        {
            for (var i = 0; i < day.Length; i++)
            {
                var rows = whole ? day : day[..(i + 1)];
                var value = rows.Sum(r => table.Number("close")[r] * table.Number("volume")[r])
                    / rows.Sum(r => table.Number("volume")[r]);
                Add(cells, table, day[i], table.KnownAt[day[i]], value);
            }
        }
    }

    private static void Minute(MarketWorld world, Cells cells, bool atStart)
    {
        foreach (var (table, day) in Days(world))
            foreach (var row in day)
                Add(cells, table, row, table.KnownAt[row].AddMinutes(atStart ? -60 : 0), table.Number("close")[row]);
    }

    internal static IEnumerable<(WorldTable Table, int[] Rows)> Days(MarketWorld world)
    {
        var all = world[WorldTables.Minutes];
        var table = all
            .Newest(row => Cells.Open(all.Date[row])
                .AddMinutes(all.Number("minute")[row] - Cells.Open(all.Date[row]).TimeOfDay.TotalMinutes + 1));
        return Enumerable.Range(0, table.Rows).GroupBy(row => (table.Symbol[row], table.Date[row]))
            .Select(g => (table, g.ToArray()));
    }

    internal static void Add(Cells cells, WorldTable table, int row, DateTime knownAt, double value) =>
        cells.Add($"{table.Symbol[row]} {table.Number("minute")[row]}", table.Date[row], knownAt, value);

    private static void Week(MarketWorld world, Cells cells, bool first)
    {
        var panel = WorldPanel.Build(world);
        var symbolOf = panel.SymbolOfRows();
        foreach (var week in Enumerable.Range(0, panel.Rows)
            .GroupBy(row => (symbolOf[row], panel.Sessions[panel.Day[row]].DayNumber / 7)))
        {
            // Known when the week has ended, whether its last day had a bar or not.
            var monday = panel.Sessions[panel.Day[week.First()]];
            var end = DateOnly.FromDayNumber((week.Key.Item2 * 7) + 6);
            cells.Add(panel.Symbols[week.Key.Item1], first ? monday : end, Cells.Close(first ? monday : end),
                panel.Close[week.Last()]);
        }
    }
}
