using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;
using TradeML.Research.Panels;

namespace TradeML.Proof.Tests.Corpus;

/// <summary>Rows that are there, or not, because of what came later.</summary>
internal static class PresenceLeaks
{
    private static readonly string[] Bars = [WorldTables.Bars], Ended = [WorldTables.Bars, WorldTables.Delistings];

    internal static IEnumerable<SeededLeak> All =>
    [
        Kept("final universe", (panel, row, last) => panel.Day[last] == panel.Sessions.Length - 1),
        Kept("survivor filter by last date", (panel, row, last) => panel.Day[last] > panel.Day[row] + 20),
        Kept("only symbols with a full history", (panel, row, last) => last - row > 60),
        Kept("rows without a label dropped",
            (panel, row, last) => row + 5 <= last && panel.Day[row + 5] == panel.Day[row] + 5),
        SeededLeak.Of("delisting known before it was announced", Ended, (w, cells) => Delisted(w, cells, final: true),
            (w, cells) => Delisted(w, cells, final: false)),
        SeededLeak.Of("gap filled from the future", Bars, (w, cells) => Fill(w, cells, backward: true),
            (w, cells) => Fill(w, cells, backward: false)),
        SeededLeak.Of("gap interpolated", Bars, (w, cells) => Interpolate(w, cells, linear: true),
            (w, cells) => Interpolate(w, cells, linear: false)),
        SeededLeak.Of("days to the end of the data", Bars, (w, cells) => Count(w, cells, toEnd: true),
            (w, cells) => Count(w, cells, toEnd: false)),
    ];

    private static SeededLeak Kept(string name, Func<Panel, int, int, bool> rule)
    {
        return SeededLeak.Of(name, Bars, (w, cells) => Run(w, cells, rule),
            (w, cells) => Run(w, cells, (_, _, _) => true));
        static void Run(MarketWorld world, Cells cells, Func<Panel, int, int, bool> kept)
        {
            var panel = WorldPanel.Build(world);
            for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
                for (var row = panel.RowStarts[symbol]; row < panel.RowStarts[symbol + 1]; row++)
                    if (kept(panel, row, panel.RowStarts[symbol + 1] - 1))
                        cells.AtClose(panel.Symbols[symbol], panel.Sessions[panel.Day[row]], 1);
        }
    }

    private static void Delisted(MarketWorld world, Cells cells, bool final)
    {
        var ends = world[WorldTables.Delistings];
        var rows = Enumerable.Range(0, ends.Rows).ToLookup(row => ends.Symbol[row]);
        PriceLeaks.Each(WorldPanel.Build(world), (symbol, day) => cells.AtClose(
            symbol, day,
            rows[symbol].Any(row => ends.Date[row] > day && (final || ends.KnownAt[row] <= Cells.Close(day))) ? 0 : 1));
    }

    private static void Fill(MarketWorld world, Cells cells, bool backward) =>
        Gaps(world, (symbol, day, before, after, _, _) =>
        cells.AtClose(symbol, day, backward ? after : before));

    private static void Interpolate(MarketWorld world, Cells cells, bool linear) =>
        Gaps(world, (symbol, day, before, after, at, of) =>
        cells.AtClose(symbol, day, linear ? before + ((after - before) * at / of) : before));

    private delegate void GapAction(string symbol, DateOnly day, double before, double after, int at, int of);

    /// <summary>Every session after a symbol's first: closes before and after it, and its place in the gap.</summary>
    private static void Gaps(MarketWorld world, GapAction act)
    {
        var panel = WorldPanel.Build(world);
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            for (var row = panel.RowStarts[symbol]; row + 1 <= panel.RowStarts[symbol + 1] - 1; row++)
            {
                var of = panel.Day[row + 1] - panel.Day[row];
                for (var at = 0; at < of; at++)
                    act(panel.Symbols[symbol], panel.Sessions[panel.Day[row] + at], panel.Close[row],
                        at == 0 ? panel.Close[row] : panel.Close[row + 1], at, of);
            }

            // After the last bar the last close stands: whether another one follows is not known.
            var last = panel.RowStarts[symbol + 1] - 1;
            for (var day = panel.Day[last]; day < panel.Sessions.Length; day++)
                act(panel.Symbols[symbol], panel.Sessions[day], panel.Close[last], panel.Close[last], 0, 1);
        }
    }

    private static void Count(MarketWorld world, Cells cells, bool toEnd)
    {
        var panel = WorldPanel.Build(world);
        cells.AtClose(panel, Array.ConvertAll(panel.Day, day => (double)(toEnd ? panel.Sessions.Length - day : day)));
    }
}
