using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Tests.Corpus;

/// <summary>Reference data in their final state.</summary>
internal static class ReferenceLeaks
{
    internal static IEnumerable<SeededLeak> All =>
    [
        SeededLeak.Of("final sector", [WorldTables.Bars, WorldTables.Sectors],
            (w, cells) => Sector(w, cells, final: true), (w, cells) => Sector(w, cells, final: false)),
        SeededLeak.Of("final index membership", [WorldTables.Bars, WorldTables.Membership],
            (w, cells) => Member(w, cells, final: true), (w, cells) => Member(w, cells, final: false)),
        SeededLeak.Of("ticker's prices inherited by its next owner", [WorldTables.Bars, WorldTables.Securities],
            (w, cells) => Owner(w, cells, final: true), (w, cells) => Owner(w, cells, final: false)),
        SeededLeak.Of("announced delistings by their date", [WorldTables.Bars, WorldTables.Delistings],
            (w, cells) => Ends(w, cells, known: false), (w, cells) => Ends(w, cells, known: true)),
    ];

    private static void Sector(MarketWorld world, Cells cells, bool final)
    {
        var table = world[WorldTables.Sectors];
        var rows = Enumerable.Range(0, table.Rows).ToLookup(row => table.Symbol[row]);
        PriceLeaks.Each(WorldPanel.Build(world), (symbol, day) =>
        {
            var sector = rows[symbol]
                .Where(row => final || (table.Date[row] <= day && table.KnownAt[row] <= Cells.Close(day)))
                .Select(row => table.Text("sector")[row]).LastOrDefault();
            cells.AtClose(symbol, day, sector is null ? double.NaN : sector.Sum(c => c));
        });
    }

    private static void Member(MarketWorld world, Cells cells, bool final)
    {
        var table = world[WorldTables.Membership];
        var rows = Enumerable.Range(0, table.Rows).ToLookup(row => table.Symbol[row]);
        PriceLeaks.Each(WorldPanel.Build(world), (symbol, day) =>
        {
            var known = rows[symbol]
                .Where(row => final || (table.Date[row] <= day && table.KnownAt[row] <= Cells.Close(day)));
            // Today's members, on every day: the newest stay has no end.
            var end = known.Select(row => table.Number("end_day")[row]).LastOrDefault(0);
            cells.AtClose(symbol, day, double.IsNaN(end) || (!final && end > day.DayNumber) ? 1 : 0);
        });
    }

    private static void Owner(MarketWorld world, Cells cells, bool final)
    {
        var table = world[WorldTables.Securities];
        var rows = Enumerable.Range(0, table.Rows).ToLookup(row => table.Symbol[row]);
        PriceLeaks.Each(WorldPanel.Build(world), (symbol, day) =>
        {
            var owner = rows[symbol]
                .Where(row => final || (table.Date[row] <= day && table.KnownAt[row] <= Cells.Close(day)))
                .OrderBy(row => table.Date[row]).ThenBy(row => table.KnownAt[row])
                .Select(row => table.Text("security")[row]).LastOrDefault("?");
            cells.AtClose($"{owner} ({symbol})", day, 1);
        });
    }

    /// <summary>Whether a symbol is still listed: by delistings dated by the day, or by those known too.</summary>
    private static void Ends(MarketWorld world, Cells cells, bool known)
    {
        var table = world[WorldTables.Delistings];
        var rows = Enumerable.Range(0, table.Rows).ToLookup(row => table.Symbol[row]);
        PriceLeaks.Each(WorldPanel.Build(world), (symbol, day) => cells.AtClose(
            symbol, day,
            rows[symbol].Any(row => table.Date[row] <= day && (!known || table.KnownAt[row] <= Cells.Close(day)))
                ? 0
                : 1));
    }
}
