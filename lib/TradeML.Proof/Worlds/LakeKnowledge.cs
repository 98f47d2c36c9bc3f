using TradeML.Data.Reference.Securities;
using TradeML.Lake;
using TradeML.Store.KnownAt;

namespace TradeML.Proof.Worlds;

/// <summary>
/// What a lake knows of its symbols beside bars and actions, by the readers that training uses: shares, market values,
/// sectors, earnings dates, the securities behind tickers; and macro series and index members.
/// </summary>
internal static class LakeKnowledge
{
    private const string Macro = "raw/macros_fred", Members = "reference/index_membership";

    /// <summary>The tables that the lake has.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="symbols">The symbols of the world.</param>
    internal static IEnumerable<WorldTable> Load(DataLake lake, IReadOnlyCollection<string> symbols)
    {
        using var session = lake.OpenSession();
        var facts = new LakeFacts(lake, session);
        facts.Of(symbols);
        if (facts.Shares() is { } shares)
        {
            yield return Shares(WorldTables.Fundamentals, "shares", [.. shares.Where(s => !s.IsMarketValue)]);
            yield return Shares(WorldTables.MarketValues, "market_value", [.. shares.Where(s => s.IsMarketValue)]);
        }

        if (facts.Earnings() is { } earnings) yield return Earnings(earnings);
        if (facts.Sectors() is { } sectors) yield return Sectors(sectors);
        session.Register(SecuritiesTable.Name);
        yield return Securities(
            [.. SecuritiesTable.Read(session).Where(own => symbols.Contains(own.Key)).SelectMany(own => own)]);
        session.Register(Macro);
        var rows = session.Query(
            "SELECT series_id, observation_date, vintage_date, value FROM raw.macros_fred WHERE value "
                + "IS NOT NULL ORDER BY ALL");
        var vintages = rows.Dates(2);
        yield return WorldTable.Create(
            WorldTables.Macro, TableNature.Observations, [.. rows.Texts(0).Select(s => s!)], rows.Dates(1),
            Array.ConvertAll(vintages, EndOf),
            new Dictionary<string, double[]> { ["value"] = rows.Doubles(3) });
        session.Register(Members);
        rows = session.Query(
            "SELECT symbol, start_date, end_date, index_id, known_at FROM reference.index_membership ORDER BY ALL");
        var (starts, ends) = (rows.Dates(1), rows.NullableDates(2));
        yield return WorldTable.Create(
            WorldTables.Membership, TableNature.Events, [.. rows.Texts(0).Select(s => s!)], starts,
            [.. rows.Instants(4).Select((known, i) => Published(starts[i], known))],
            new Dictionary<string, double[]> { ["end_day"] = Array.ConvertAll(ends, Number) },
            new Dictionary<string, string?[]> { ["index"] = rows.Texts(3) }, ["index"]);
    }

    private static WorldTable Shares(string name, string column, List<ShareCount> shares) => WorldTable.Create(
        name, TableNature.Observations, [.. shares.Select(s => s.Symbol)], [.. shares.Select(s => s.Day)],
        [.. shares.Select(s => s.Known)],
        new Dictionary<string, double[]> { [column] = [.. shares.Select(s => s.Value)] });

    /// <summary>
    /// Plans as they were fetched, and apart from them reports from the day on which the market knew them.
    /// </summary>
    private static WorldTable Earnings(IReadOnlyList<EarningsDate> dates)
    {
        var rows = dates.Select(d => (Of: d, Known: d.Planned!.Value, IsActual: 0.0))
            .Concat(dates.Where(d => d.Reported is not null)
            .Select(d =>
                (Of: d,
                    Known: SessionHours.Close(d.Reported!.Value) is var close && d.Planned > close
                        ? close
                        : d.Planned!.Value, IsActual: 1.0))).ToList();
        return WorldTable.Create(
            WorldTables.Earnings, TableNature.Events, [.. rows.Select(r => r.Of.Symbol)],
            [.. rows.Select(r => r.Of.Quarter)], [.. rows.Select(r => r.Known)],
            new Dictionary<string, double[]>
            {
                ["report_day"] = [.. rows.Select(r => (double)r.Of.Date.DayNumber)],
                ["is_actual"] = [.. rows.Select(r => r.IsActual)]
            },
            new Dictionary<string, string?[]>
            {
                ["hour"] = [
                .. rows.Select(r => r.Of.Reported == r.Of.Date ? "bmo" : "amc")]
            });
    }

    private static WorldTable Sectors(IReadOnlyList<SectorClaim> claims) => WorldTable.Create(
        WorldTables.Sectors, TableNature.Events, [.. claims.Select(c => c.Symbol)], [.. claims.Select(c => c.Start)],
        [.. claims.Select(c => c.Known)],
        new Dictionary<string, double[]> { ["end_day"] = [.. claims.Select(c => Number(c.End))] },
        new Dictionary<string, string?[]>
        {
            ["sector"] = [.. claims.Select(c => c.Sector)],
            ["industry"] = [.. claims.Select(c => c.Industry)]
        });

    private static WorldTable Securities(List<TickerInterval> intervals) => WorldTable.Create(
        WorldTables.Securities, TableNature.Events, [.. intervals.Select(i => i.Symbol)],
        [.. intervals.Select(i => i.Start)],
        [.. intervals.Select(i => Published(i.Start, i.KnownAt))],
        new Dictionary<string, double[]>
        {
            ["end_day"] = [.. intervals.Select(i => Number(i.End))],
            ["is_common"] = [.. intervals.Select(i => i.IsCommon ? 1.0 : 0)]
        },
        new Dictionary<string, string?[]> { ["security"] = [.. intervals.Select(i => (string?)i.SecurityId)] },
        ["security"]);

    /// <summary>Fetched as history: the market knew it when the day opened.</summary>
    private static DateTime Published(DateOnly start, DateTime known) =>
        SessionHours.Open(start) is var open && known > open ? open : known;

    private static DateTime EndOf(DateOnly day) => day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static double Number(DateOnly? day) => day?.DayNumber ?? double.NaN;
}
