using TradeML.Lake;
using TradeML.Lake.DuckDb;

namespace TradeML.Proof.Worlds;

/// <summary>Corporate actions and delistings of the lake.</summary>
internal static class LakeEvents
{
    /// <summary>
    /// Actions; a spin-off's amount is its ratio times the new company's close on the day of the parent's bar.
    /// </summary>
    /// <param name="lake">The lake.</param>
    /// <param name="bars">The bars, for the closes and for the instant since which the lake collects.</param>
    internal static WorldTable Actions(DataLake lake, WorldTable bars)
    {
        var rows = Read(lake, "reference/corp_actions",
            "SELECT symbol, ex_date, event_type, ratio, amount, related_symbol, known_at FROM "
                + "reference.corp_actions ORDER BY ALL");
        string[] symbol = [.. rows.Texts(0).Select(s => s!)];
        var (date, type, ratio, amount, related) = (rows.Dates(1), rows.Texts(2), rows.Doubles(3),
            (double[])rows.Doubles(4).Clone(), rows.Texts(5));
        var closes = Enumerable.Range(0, bars.Rows).ToLookup(row => bars.Symbol[row]);
        for (var row = 0; row < symbol.Length; row++)
        {
            if (type[row] != "SPIN_OFF") continue;
            var parent = closes[symbol[row]].Select(r => bars.Date[r]).FirstOrDefault(d => d >= date[row]);
            amount[row] = related[row] is { } child
                && closes[child].FirstOrDefault(r => bars.Date[r] == parent, -1) is >= 0 and var found
                ? ratio[row] * bars.Number("close")[found] : double.NaN;
        }

        return WorldTable.Create(
            WorldTables.Actions, TableNature.Events, symbol, date,
            Known(bars, symbol, date, rows.Instants(6), SessionHours.Open),
            new Dictionary<string, double[]> { ["ratio"] = ratio, ["amount"] = amount },
            new Dictionary<string, string?[]> { ["type"] = type }, ["type"]);
    }

    internal static WorldTable Delistings(DataLake lake, WorldTable bars)
    {
        var rows = Read(lake, "reference/delistings",
            "SELECT symbol, delist_date, reason, known_at FROM reference.delistings ORDER BY ALL");
        string[] symbol = [.. rows.Texts(0).Select(s => s!)];
        return WorldTable.Create(
            WorldTables.Delistings, TableNature.Events, symbol, rows.Dates(1),
            Known(bars, symbol, rows.Dates(1), rows.Instants(3), SessionHours.Open),
            texts: new Dictionary<string, string?[]> { ["reason"] = rows.Texts(2) });
    }

    private static DuckColumns Read(DataLake lake, string table, string sql)
    {
        using var session = lake.OpenSession();
        session.Register(table);
        return session.Query(sql);
    }

    private static DateTime[] Known(
        WorldTable bars, string[] symbol, DateOnly[] date, DateTime[] arrived, Func<DateOnly, DateTime> published)
    {
        // The lake collects a symbol's events live from the first bar on that was not fetched as history.
        var live = Enumerable.Range(0, bars.Rows).Where(row => bars.KnownAt[row] != SessionHours.Close(bars.Date[row]))
            .GroupBy(row => bars.Symbol[row])
            .ToDictionary(g => g.Key, g => g.Min(row => bars.KnownAt[row]), StringComparer.Ordinal);
        return [.. Enumerable.Range(0, symbol.Length).Select(row => arrived[row] <= published(date[row])
            ? arrived[row]
            : Publication.First(published(date[row]), published(date[row]), arrived[row],
                live.GetValueOrDefault(symbol[row], DateTime.MaxValue)))];
    }
}
