using TradeML.Proof.Perturbations;
using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Tests.Corpus;

/// <summary>
/// Leaks that a single kind of perturbation reveals and no other: a proof without it would pass them.
/// </summary>
internal static class OneKindLeaks
{
    private static readonly string[] Minutes = [WorldTables.Minutes],
        Ended = [WorldTables.Bars, WorldTables.Delistings];

    internal static IReadOnlyDictionary<PerturbationKind, string> Names { get; } =
        new Dictionary<PerturbationKind, string>
        {
            [PerturbationKind.ChangedValues] = "day dropped for a bad tick that is still to come",
            [PerturbationKind.RemovedRows] = "count of the whole day's minutes at each minute",
            [PerturbationKind.AddedRows] = "share classes counted from the final list of tickers",
            [PerturbationKind.LaterRevisions] = "delisting reason as corrected later",
            [PerturbationKind.LaterEvents] = "ticker that will be used again",
            [PerturbationKind.LateRows] = "late-arriving bar carried forward from its date",
        };

    internal static IEnumerable<SeededLeak> All =>
    [
        SeededLeak.Of(Names[PerturbationKind.ChangedValues], Minutes, (w, cells) => BadTick(w, cells, whole: true),
            (w, cells) => BadTick(w, cells, whole: false)),
        SeededLeak.Of(Names[PerturbationKind.RemovedRows], Minutes, (w, cells) => Traded(w, cells, whole: true),
            (w, cells) => Traded(w, cells, whole: false)),
        SeededLeak.Of(Names[PerturbationKind.AddedRows], [WorldTables.Bars],
            (w, cells) => Classes(w, cells, final: true), (w, cells) => Classes(w, cells, final: false)),
        SeededLeak.Of(Names[PerturbationKind.LaterRevisions], Ended, (w, cells) => Reason(w, cells, corrected: true),
            (w, cells) => Reason(w, cells, corrected: false)),
        SeededLeak.Of(Names[PerturbationKind.LaterEvents], Ended, (w, cells) => Reused(w, cells, final: true),
            (w, cells) => Reused(w, cells, final: false)),
    ];

    private static void BadTick(MarketWorld world, Cells cells, bool whole)
    {
        foreach (var (table, day) in ClockLeaks.Days(world))
        {
            var close = Array.ConvertAll(day, row => table.Number("close")[row]);
            for (var i = 0; i < day.Length; i++)
            {
                var seen = whole ? close : close[..(i + 1)];
                if (seen.Max() < 1.3 * seen.Min())
                    ClockLeaks.Add(cells, table, day[i], table.KnownAt[day[i]], close[i]);
            }
        }
    }

    private static void Traded(MarketWorld world, Cells cells, bool whole)
    {
        foreach (var (table, day) in ClockLeaks.Days(world))
            for (var i = 0; i < day.Length; i++)
                ClockLeaks.Add(cells, table, day[i], table.KnownAt[day[i]], whole ? day.Length : i + 1);
    }

    /// <summary>How many tickers share a symbol's root.</summary>
    private static void Classes(MarketWorld world, Cells cells, bool final)
    {
        var panel = WorldPanel.Build(world);
        var first = Enumerable.Range(0, panel.SymbolCount)
            .ToLookup(s => Root(panel.Symbols[s]), s => panel.Day[panel.RowStarts[s]]);
        var symbolOf = panel.SymbolOfRows();
        cells.AtClose(panel,
            [.. Enumerable.Range(0, panel.Rows)
                .Select(row => (double)first[Root(panel.Symbols[symbolOf[row]])]
                    .Count(day => final || day <= panel.Day[row]))]);
    }

    private static string Root(string symbol) => symbol.Split('.')[0];

    private static void Reason(MarketWorld world, Cells cells, bool corrected)
    {
        var table = world[WorldTables.Delistings];
        foreach (var end in Enumerable.Range(0, table.Rows).GroupBy(row => (table.Symbol[row], table.Date[row])))
        {
            var (first, last) = (end.First(), end.Last());
            cells.Add(end.Key.Item1, end.Key.Item2, table.KnownAt[first],
                table.Text("reason")[corrected ? last : first]!.Sum(c => c));
        }
    }

    /// <summary>Whether a ticker's listing ends twice, by announcements that came in time.</summary>
    private static void Reused(MarketWorld world, Cells cells, bool final)
    {
        var table = world[WorldTables.Delistings];
        var ends = Enumerable.Range(0, table.Rows).Where(row => table.KnownAt[row] <= Cells.Close(table.Date[row]))
            .ToLookup(row => table.Symbol[row]);
        PriceLeaks.Each(WorldPanel.Build(world), (symbol, day) => cells.AtClose(
            symbol, day,
            ends[symbol].Where(row => final || table.KnownAt[row] <= Cells.Close(day)).Select(row => table.Date[row])
                .Distinct().Count() > 1
                ? 1
                : 0));
    }
}
