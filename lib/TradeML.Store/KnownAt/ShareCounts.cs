using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Store.KnownAt;

/// <summary>
/// Shares outstanding as known at the close of each day: of what was filed before (<c>raw/company_facts</c>, known from the end of the filing day) or stated by
/// a vendor (<c>raw/market_cap</c> over the raw close of its day, known from its fetch), the count of the latest day; brought to the day by the splits since.
/// </summary>
internal static class ShareCounts
{
    /// <summary>Shares of each row, NaN where none were known; null when the lake holds no count of any symbol.</summary>
    internal static double[]? Read(DataLake lake, DuckSession session, PanelRows rows, double[] close, double[] volumeStep, DateTime? asOf)
    {
        var counts = Counts(lake, session, rows, close, asOf);
        if (counts.Count == 0) return null;
        var shares = new double[rows.Day.Length];
        Array.Fill(shares, double.NaN);
        for (var symbol = 0; symbol < rows.Tickers.Length; symbol++)
            if (counts.TryGetValue(rows.Tickers[symbol], out var known)) Fill(rows, symbol, known, volumeStep, shares);
        return shares;
    }

    private static Dictionary<string, List<ShareCount>> Counts(DataLake lake, DuckSession session, PanelRows rows, double[] close, DateTime? asOf)
    {
        session.Register("raw/company_facts", asOf);
        session.Register("raw/market_cap", asOf);
        session.CreateTable("panel_symbol", [("symbol", rows.Tickers.Distinct().ToArray())]);
        var facts = session.Query(
            """
            SELECT symbol, filed, period_end, value FROM raw.company_facts JOIN panel_symbol USING (symbol)
            WHERE unit = 'shares' AND value > 0 AND taxonomy || ':' || tag IN ('dei:EntityCommonStockSharesOutstanding', 'us-gaap:CommonStockSharesOutstanding')
            ORDER BY symbol, filed, period_end, tag, accession
            """);
        var counts = new Dictionary<string, List<ShareCount>>(StringComparer.Ordinal);
        void Add(string symbol, DateTime known, DateOnly day, double shares)
        {
            if (!counts.TryGetValue(symbol, out var list)) counts.Add(symbol, list = []);
            list.Add(new(known, day, shares));
        }

        var (names, filed, ends, values) = (facts.Texts(0), facts.Dates(1), facts.Dates(2), facts.Doubles(3));
        for (var i = 0; i < names.Length; i++) Add(names[i]!, filed[i].AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), ends[i], values[i]);
        AddMarketCaps(session, rows, close, Add);
        foreach (var list in counts.Values) list.Sort(); // by knowledge, then day: the same order whatever the tables' is
        return counts;
    }

    private static void AddMarketCaps(DuckSession session, PanelRows rows, double[] close, Action<string, DateTime, DateOnly, double> add)
    {
        var caps = session.Query("SELECT symbol, date, market_cap, ingested_at FROM raw.market_cap JOIN panel_symbol USING (symbol) WHERE market_cap > 0 ORDER BY symbol, date, ingested_at");
        var (names, dates, values, known) = (caps.Texts(0), caps.Dates(1), caps.Doubles(2), caps.Instants(3));
        for (var i = 0; i < names.Length; i++)
        {
            var symbol = Array.BinarySearch(rows.Tickers, names[i]!, StringComparer.Ordinal);
            var day = Array.BinarySearch(rows.Sessions, dates[i]);
            if (symbol < 0 || day < 0) continue;
            while (symbol > 0 && rows.Tickers[symbol - 1] == names[i]) symbol--; // a ticker that was handed over has several ranges
            for (; symbol < rows.Tickers.Length && rows.Tickers[symbol] == names[i]; symbol++)
            {
                var row = Array.BinarySearch(rows.Day, rows.Starts[symbol], rows.Starts[symbol + 1] - rows.Starts[symbol], day);
                if (row >= 0) add(names[i]!, known[i], dates[i], values[i] / close[row]);
            }
        }
    }

    private static void Fill(PanelRows rows, int symbol, List<ShareCount> counts, double[] volumeStep, double[] shares)
    {
        var (first, next) = (rows.Starts[symbol], 0);
        ShareCount? current = null;
        for (var row = first; row < rows.Starts[symbol + 1]; row++)
        {
            var isNew = false;
            for (; next < counts.Count && counts[next].Known <= rows.Closes[rows.Day[row]]; next++)
            {
                // A later filing that restates an older count does not replace a newer one.
                if (current is not null && counts[next].Day < current.Day) continue;
                (current, isNew) = (counts[next], true);
            }

            if (current is null) continue;
            if (!isNew) shares[row] = shares[row - 1] * volumeStep[row];
            else
            {
                shares[row] = current.Shares;
                for (var since = row; since >= first && rows.Sessions[rows.Day[since]] > current.Day; since--) shares[row] *= volumeStep[since];
            }
        }
    }

    private sealed record ShareCount(DateTime Known, DateOnly Day, double Shares) : IComparable<ShareCount>
    {
        public int CompareTo(ShareCount? other) => other is null ? 1 : (Known, Day, Shares).CompareTo((other.Known, other.Day, other.Shares));
    }
}
