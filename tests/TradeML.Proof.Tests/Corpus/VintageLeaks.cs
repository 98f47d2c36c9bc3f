using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Tests.Corpus;

/// <summary>Newer versions than the day could have.</summary>
internal static class VintageLeaks
{
    internal static IEnumerable<SeededLeak> All =>
    [
        Joined("revised macro instead of its vintage", WorldTables.Macro, "value", Join.Revised, "CPI"),
        Joined("restated fundamental", WorldTables.Fundamentals, "eps", Join.Revised),
        Joined("period end instead of filing date", WorldTables.Fundamentals, "eps", Join.ByPeriod),
        Joined("shares outstanding of today", WorldTables.Fundamentals, "shares", Join.Last),
        SeededLeak.Of(
            "actual earnings date before it was announced", [WorldTables.Bars, WorldTables.Earnings],
            (world, cells) => Earnings(world, cells, known: false),
            (world, cells) => Earnings(world, cells, known: true)),
        Versions("revised bar", (day, known, versions) => versions[^1],
            (day, known, versions) => versions.LastOrDefault(v => v.KnownAt <= known)),
        SeededLeak.Of(
            "late-arriving bar carried forward from its date", [WorldTables.Bars],
            (world, cells) => Carry(world, cells, arrived: false),
            (world, cells) => Carry(world, cells, arrived: true)),
    ];

    private enum Join
    {
        AsKnown,
        Revised,
        ByPeriod,
        Last,
    }

    private static SeededLeak Joined(string name, string table, string column, Join wrong, string? series = null)
    {
        return SeededLeak.Of(
            name, [WorldTables.Bars, table], (world, cells) => Run(world, cells, wrong),
            (world, cells) => Run(world, cells, Join.AsKnown));
        void Run(MarketWorld world, Cells cells, Join join)
        {
            var right = world[table];
            var rows = Enumerable.Range(0, right.Rows).ToLookup(row => right.Symbol[row]);
            PriceLeaks.Each(WorldPanel.Build(world), (symbol, day) =>
            {
                var own = rows[series ?? symbol];
                var known = own.Where(row => right.KnownAt[row] <= Cells.Close(day)).ToArray();
                var latest = known.Length == 0 ? default : known.Max(row => right.Date[row]);
                var found = join switch
                {
                    Join.Revised => own.Where(row => right.Date[row] == latest),
                    Join.ByPeriod => own.Where(row => right.Date[row] <= day),
                    Join.Last => own,
                    _ => known,
                };
                cells.AtClose(symbol, day, found.Select(row => right.Number(column)[row]).LastOrDefault(double.NaN));
            });
        }
    }

    private static void Earnings(MarketWorld world, Cells cells, bool known)
    {
        var table = world[WorldTables.Earnings];
        var quarters = Enumerable.Range(0, table.Rows).GroupBy(row => (table.Symbol[row], table.Date[row]))
            .ToLookup(g => g.Key.Item1, g => g.ToArray());
        PriceLeaks.Each(WorldPanel.Build(world), (symbol, day) =>
        {
            var dates = quarters[symbol]
                .Select(q => q.Where(row => !known || table.KnownAt[row] <= Cells.Close(day))
                    .Select(row => table.Number("report_day")[row]).LastOrDefault(double.NaN));
            cells.AtClose(symbol, day,
                dates.Where(d => d >= day.DayNumber).DefaultIfEmpty(double.NaN).Min() - day.DayNumber);
        });
    }

    private delegate (DateTime KnownAt, double Close) Pick(
        DateOnly day, DateTime known, (DateTime KnownAt, double Close)[] versions);

    private static SeededLeak Versions(string name, Pick leaky, Pick clean)
    {
        return SeededLeak.Of(name, [WorldTables.Bars], (world, cells) => Run(world, cells, leaky),
            (world, cells) => Run(world, cells, clean));
        static void Run(MarketWorld world, Cells cells, Pick pick)
        {
            var bars = world[WorldTables.Bars];
            foreach (var bar in Enumerable.Range(0, bars.Rows).GroupBy(row => (bars.Symbol[row], bars.Date[row])))
            {
                var versions = bar.Select(row => (bars.KnownAt[row], bars.Number("close")[row])).ToArray();
                var known = Cells.Close(bar.Key.Item2);
                // Only days whose bar came in time, so that nothing but the version can differ.
                if (versions[0].Item1 > known) continue;
                cells.AtClose(bar.Key.Item1, bar.Key.Item2, pick(bar.Key.Item2, known, versions).Close);
            }
        }
    }

    /// <summary>
    /// The newest close a symbol had on each session: of the bars that had arrived, or of those that are dated by then.
    /// </summary>
    private static void Carry(MarketWorld world, Cells cells, bool arrived)
    {
        var bars = world[WorldTables.Bars];
        // First versions only: this is about arrival, not about revision.
        var first = Enumerable.Range(0, bars.Rows)
            .Where(row => row == 0 || bars.Symbol[row] != bars.Symbol[row - 1] || bars.Date[row] != bars.Date[row - 1])
            .ToLookup(row => bars.Symbol[row]);
        PriceLeaks.Each(WorldPanel.Build(world), (symbol, day) => cells.AtClose(
            symbol, day,
            first[symbol].Where(row => bars.Date[row] < day && (!arrived || bars.KnownAt[row] <= Cells.Close(day)))
                .Select(row => bars.Number("close")[row]).LastOrDefault(double.NaN)));
    }
}
