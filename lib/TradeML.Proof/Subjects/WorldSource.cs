using TradeML.Data.Curation;
using TradeML.Proof.Worlds;
using TradeML.Research.Panels;
using TradeML.Store.KnownAt;
using TradeML.Store.Panels;

namespace TradeML.Proof.Subjects;

/// <summary>
/// A world as a source of panels: of bars, actions and handovers what was known by the close of their own day, of facts
/// every version.
/// </summary>
internal sealed class WorldSource : IPanelSource
{
    private readonly Dictionary<DateOnly, DateTime> closes = [];
    private readonly Dictionary<PanelColumn, double[]> steps = [];
    private readonly MarketWorld world;
    private readonly WorldTable bars;

    internal WorldSource(MarketWorld world)
    {
        this.world = world;
        bars = InTime(world[WorldTables.Bars]);
        Rows = PanelRows.Of(bars.Symbol, bars.Date, Handovers());
        if (!bars.Numbers.ContainsKey(PanelColumn.TotalReturnStep.Name)
            && world.Find(WorldTables.Actions) is { } actions) MakeSteps(InTime(actions));
    }

    public PanelRows Rows { get; }

    public double[]? Number(PanelColumn column) =>
        steps.GetValueOrDefault(column) ?? bars.Numbers.GetValueOrDefault(column.Name);

    public PanelCategory? Category(PanelColumn column)
    {
        if (!bars.Texts.TryGetValue(column.Name, out var text)) return null;
        var names = text.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return new(Array.ConvertAll(text, t => t is null ? -1 : Array.BinarySearch(names, t, StringComparer.Ordinal)),
            names);
    }

    public IReadOnlyList<ShareCount>? Shares()
    {
        IEnumerable<ShareCount>? Of(string name, string column, bool isMarketValue) =>
            world.Find(name) is { } table && table.Numbers.TryGetValue(column, out var values)
            ? Enumerable.Range(0, table.Rows).Where(row => values[row] > 0)
                .Select(row =>
                    new ShareCount(table.Symbol[row], table.KnownAt[row], table.Date[row], values[row], isMarketValue))
                : null;
        var (filed, stated) = (Of(WorldTables.Fundamentals, "shares", false),
            Of(WorldTables.MarketValues, "market_value", true));
        return filed is null && stated is null ? null : [.. filed ?? [], .. stated ?? []];
    }

    public IReadOnlyList<EarningsDate>? Earnings()
    {
        if (world.Find(WorldTables.Earnings) is not { } table) return null;
        var (report, actual, hours) = (table.Number("report_day"), table.Number("is_actual"),
            table.Texts.GetValueOrDefault("hour"));
        var dates = new List<EarningsDate>(table.Rows);
        for (var row = 0; row < table.Rows; row++)
        {
            var day = DateOnly.FromDayNumber((int)report[row]);
            var from = EarningsDate.PublicFrom(day, hours?[row]);
            if (actual[row] == 0) dates.Add(new(table.Symbol[row], day, table.Date[row], table.KnownAt[row], null));
            else if (table.KnownAt[row] <= CloseOf(from))
                dates.Add(new(table.Symbol[row], day, table.Date[row], null, from));
        }

        return dates;
    }

    public IReadOnlyList<SectorClaim>? Sectors()
    {
        if (world.Find(WorldTables.Sectors) is not { } table) return null;
        var (sector, industry, ends) = (table.Text("sector"), table.Texts.GetValueOrDefault("industry"),
            table.Numbers.GetValueOrDefault("end_day"));
        return [.. Enumerable.Range(0, table.Rows).Select(row => new SectorClaim(
            table.Symbol[row], table.KnownAt[row], table.Date[row], WorldTable.DayOf(ends, row), sector[row],
            industry?[row]))];
    }

    private WorldTable InTime(WorldTable table) => table.Newest(row => CloseOf(table.Date[row]));

    private DateTime CloseOf(DateOnly day) =>
        closes.TryGetValue(day, out var close) ? close : closes[day] = SessionHours.Close(day);

    private ILookup<string, TickerHandover> Handovers()
    {
        if (world.Find(WorldTables.Securities) is not { } all)
            return Array.Empty<TickerHandover>().ToLookup(h => h.Ticker);
        var table = InTime(all);
        return Enumerable.Range(0, table.Rows).GroupBy(row => table.Symbol[row])
            .SelectMany(own =>
                TickerHandover.Among(own.Key,
                    own.OrderBy(row => table.Date[row]).Select(row => (table.Date[row], table.Text("security")[row]!))))
            .ToLookup(h => h.Ticker, StringComparer.Ordinal);
    }

    /// <summary>The steps of corporate actions, as curation makes them.</summary>
    private void MakeSteps(WorldTable actions)
    {
        var (price, volume, total) = (Ones(), Ones(), Ones());
        var events = WorldActions.BySymbol(actions);
        for (var s = 0; s < Rows.Tickers.Length; s++)
        {
            if (!events.TryGetValue(Rows.Tickers[s], out var own)) continue;
            var range = Rows.Starts[s]..Rows.Starts[s + 1];
            var first = bars.Date[Rows.Starts[s]];
            var series = AdjustmentChain.Build(bars.Date.AsSpan(range), bars.Number("close").AsSpan(range),
                own.Where(e => e.ExDate > first));
            series.VolumeStep.CopyTo(volume.AsSpan(range));
            series.TotalReturnStep.CopyTo(total.AsSpan(range));
            for (var i = range.Start.Value; i < range.End.Value; i++) price[i] = 1 / volume[i];
        }

        (steps[PanelColumn.PriceStep], steps[PanelColumn.VolumeStep], steps[PanelColumn.TotalReturnStep]) = (price,
            volume, total);
    }

    private double[] Ones()
    {
        var ones = new double[bars.Rows];
        Array.Fill(ones, 1.0);
        return ones;
    }
}
