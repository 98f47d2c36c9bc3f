using TradeML.Data.Reference.Securities;
using TradeML.Lake;
using TradeML.Lake.Reading;
using TradeML.Research.Panels;
using TradeML.Store.KnownAt;

namespace TradeML.Store.Panels;

/// <summary>Curated bars of a lake, their steps, and the lake's facts about them.</summary>
internal sealed class LakePanel : IPanelSource
{
    // Steps of the day alone, never the cumulative factors: those know the future.
    private static readonly (PanelColumn Column, string Sql)[] Columns =
    [
        (PanelColumn.Open, "open"), (PanelColumn.High, "high"), (PanelColumn.Low, "low"), (PanelColumn.Close, "close"),
        (PanelColumn.Volume, "volume"),
        (PanelColumn.PriceStep, "1 / volume_step"), (PanelColumn.VolumeStep, "volume_step"),
        (PanelColumn.TotalReturnStep, "total_return_step"),
    ];

    private readonly Dictionary<PanelColumn, double[]> numbers;
    private readonly LakeFacts facts;

    private LakePanel(PanelRows rows, Dictionary<PanelColumn, double[]> numbers, LakeFacts facts) =>
        (Rows, this.numbers, this.facts) = (rows, numbers, facts);

    public PanelRows Rows { get; }

    public double[]? Number(PanelColumn column) => numbers.GetValueOrDefault(column);

    public IReadOnlyList<ShareCount>? Shares() => facts.Shares();

    public IReadOnlyList<EarningsDate>? Earnings() => facts.Earnings();

    public IReadOnlyList<SectorClaim>? Sectors() => facts.Sectors();

    /// <summary>Reads bars; null when there are none.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="session">A session that shows the curated bars.</param>
    /// <param name="of">What the bars are joined to, or nothing.</param>
    /// <param name="start">First day.</param>
    /// <param name="end">Day after the last.</param>
    /// <param name="asOf">Leaves out facts that became known after this instant (UTC); null for none.</param>
    internal static LakePanel? Read(
        DataLake lake, DuckSession session, string of, DateOnly start, DateOnly end, DateTime? asOf)
    {
        var bars = session.Query(
            $"""
            SELECT symbol, date, {string.Join(", ", Columns.Select(c => c.Sql))}
            FROM curated.equities_ohlcv_adj {of}
            WHERE date >= $1 AND date < $2
            ORDER BY symbol, date
            """, start, end);
        if (bars.RowCount == 0) return null;
        session.Register(SecuritiesTable.Name);
        var rows = PanelRows.Of(bars.Texts(0), bars.Dates(1), Handovers(session));
        var facts = new LakeFacts(lake, session, asOf);
        facts.Of(rows.Tickers);
        return new(rows,
            Columns.Select((c, i) => (c.Column, Values: bars.Doubles(i + 2)))
                .ToDictionary(c => c.Column, c => c.Values), facts);
    }

    private static ILookup<string, TickerHandover> Handovers(DuckSession session) => SecuritiesTable.Read(session)
        .SelectMany(own => TickerHandover.Among(own.Key, own.Select(i => (i.Start, i.SecurityId))))
        .ToLookup(h => h.Ticker, StringComparer.Ordinal);
}
