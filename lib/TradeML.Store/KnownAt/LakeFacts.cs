using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Store.KnownAt;

/// <summary>The facts of a lake about some tickers, each with the instant from which it was known.</summary>
/// <param name="lake">The lake.</param>
/// <param name="session">A session over it.</param>
/// <param name="asOf">Leaves out what became known after this instant (UTC); null for nothing.</param>
public sealed class LakeFacts(DataLake lake, DuckSession session, DateTime? asOf = null)
{
    private const string SectorTable = "reference/sectors";

    /// <summary>Names the tickers.</summary>
    public void Of(IEnumerable<string> tickers) =>
        session.CreateTable("fact_symbol", [("symbol", tickers.Distinct(StringComparer.Ordinal).ToArray())]);

    /// <summary>
    /// Shares outstanding: what was filed (<c>raw/company_facts</c>), known from the end of the filing day, and what a
    /// vendor stated as market value (<c>raw/market_cap</c>), known from its fetch. Null when there is none of any
    /// symbol.
    /// </summary>
    public IReadOnlyList<ShareCount>? Shares()
    {
        session.Register("raw/company_facts", asOf);
        session.Register("raw/market_cap", asOf);
        var facts = session.Query(
            """
            SELECT symbol, filed, period_end, value FROM raw.company_facts JOIN fact_symbol USING (symbol)
            WHERE unit = 'shares' AND value > 0 AND taxonomy || ':'
                || tag IN ('dei:EntityCommonStockSharesOutstanding', 'us-gaap:CommonStockSharesOutstanding')
            ORDER BY symbol, filed, period_end, tag, accession
            """);
        var (names, filed, ends, values) = (facts.Texts(0), facts.Dates(1), facts.Dates(2), facts.Doubles(3));
        var counts = new List<ShareCount>(facts.RowCount);
        for (var i = 0; i < names.Length; i++)
            counts.Add(
                new(names[i]!, filed[i].AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), ends[i],
                    values[i]));
        var caps = session.Query(
            "SELECT symbol, date, market_cap, ingested_at FROM raw.market_cap JOIN fact_symbol USING (symbol) WHERE "
                + "market_cap > 0 ORDER BY symbol, date, ingested_at");
        (names, var dates, values, var known) = (caps.Texts(0), caps.Dates(1), caps.Doubles(2), caps.Instants(3));
        for (var i = 0; i < names.Length; i++)
            counts.Add(new(names[i]!, known[i], dates[i], values[i], IsMarketValue: true));
        return counts.Count == 0 ? null : counts;
    }

    /// <summary>
    /// Earnings dates (<c>raw/earnings</c>): each version is a plan known from its fetch; one with actual figures is a
    /// report too, which the market knew from its day on, whenever this lake fetched it. Null when there is none of any
    /// symbol.
    /// </summary>
    public IReadOnlyList<EarningsDate>? Earnings()
    {
        session.RegisterVersions("raw/earnings", asOf);
        var found = session.Query(
            """
            SELECT symbol, report_date, hour, fiscal_end, eps_actual IS NOT NULL, ingested_at
                FROM raw.earnings_versions JOIN fact_symbol USING (symbol)
            ORDER BY symbol, ingested_at, report_date, fiscal_end, source_name
            """);
        if (found.RowCount == 0) return null;
        var (names, dates, hours, quarters, actual, known) =
            (found.Texts(0), found.Dates(1), found.Texts(2), found.NullableDates(3), found.Bools(4), found.Instants(5));
        return [.. Enumerable.Range(0, names.Length).Select(i => new EarningsDate(
            names[i]!, dates[i], quarters[i] ?? dates[i], known[i],
            actual[i] ? EarningsDate.PublicFrom(dates[i], hours[i]) : null))];
    }

    /// <summary>Sectors and industries (<c>reference/sectors</c>); null when there is none of any symbol.</summary>
    public IReadOnlyList<SectorClaim>? Sectors()
    {
        if (lake.Contracts.Tables.All(t => t.Name != SectorTable)) return null;
        session.Register(SectorTable);
        var found = session.Query(
            """
            SELECT symbol, start_date, end_date, sector, industry, known_at FROM reference.sectors
                JOIN fact_symbol USING (symbol)
            WHERE $1 IS NULL OR known_at <= $1 ORDER BY symbol, known_at, start_date, source_name
            """, asOf);
        if (found.RowCount == 0) return null;
        var (names, starts, ends, sectors, industries, known) =
            (found.Texts(0), found.Dates(1), found.NullableDates(2), found.Texts(3), found.Texts(4), found.Instants(5));
        return [
            .. Enumerable.Range(0, names.Length)
                .Select(i => new SectorClaim(names[i]!, known[i], starts[i], ends[i], sectors[i], industries[i]))];
    }
}
