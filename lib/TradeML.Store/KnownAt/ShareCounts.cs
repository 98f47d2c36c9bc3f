namespace TradeML.Store.KnownAt;

/// <summary>
/// Shares outstanding as known at the close of each day: of the statements known by then the one of the latest day,
/// brought to the day by the splits since.
/// </summary>
internal static class ShareCounts
{
    /// <summary>Shares of each row, NaN where none were known.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="statements">What was stated; market values of days without a row are left out.</param>
    /// <param name="close">Raw closes by row.</param>
    /// <param name="volumeStep">Split steps by row; null = no splits.</param>
    internal static double[] Of(
        PanelRows rows, IReadOnlyList<ShareCount> statements, double[] close, double[]? volumeStep)
    {
        var bySymbol = statements.ToLookup(s => s.Symbol, StringComparer.Ordinal);
        var shares = new double[rows.Day.Length];
        Array.Fill(shares, double.NaN);
        for (var symbol = 0; symbol < rows.Tickers.Length; symbol++)
        {
            var own = bySymbol[rows.Tickers[symbol]].Where(s => !s.IsMarketValue)
                .Select(s => new Count(s.Known, s.Day, s.Value))
                // the same order whatever the source's is
                .Concat(MarketValues(rows, bySymbol[rows.Tickers[symbol]], close)).Order().ToList();
            if (own.Count > 0) Fill(rows, symbol, own, volumeStep, shares);
        }

        return shares;
    }

    /// <summary>
    /// Market values over the raw closes of their days, in whichever range of the ticker those lie; known when both
    /// are.
    /// </summary>
    private static IEnumerable<Count> MarketValues(PanelRows rows, IEnumerable<ShareCount> statements, double[] close)
    {
        foreach (var value in statements.Where(s => s.IsMarketValue))
        {
            var day = Array.BinarySearch(rows.Sessions, value.Day);
            var symbol = Array.BinarySearch(rows.Tickers, value.Symbol, StringComparer.Ordinal);
            if (symbol < 0 || day < 0) continue;
            // a ticker that was handed over has several ranges
            while (symbol > 0 && rows.Tickers[symbol - 1] == value.Symbol) symbol--;
            for (; symbol < rows.Tickers.Length && rows.Tickers[symbol] == value.Symbol; symbol++)
            {
                var row = Array.BinarySearch(rows.Day, rows.Starts[symbol],
                    rows.Starts[symbol + 1] - rows.Starts[symbol], day);
                if (row >= 0)
                    yield return new(value.Known > rows.Closes[day] ? value.Known : rows.Closes[day], value.Day,
                        value.Value / close[row]);
            }
        }
    }

    private static void Fill(PanelRows rows, int symbol, List<Count> counts, double[]? volumeStep, double[] shares)
    {
        var (first, next) = (rows.Starts[symbol], 0);
        Count? current = null;
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
            if (!isNew) shares[row] = shares[row - 1] * (volumeStep?[row] ?? 1);
            else
            {
                shares[row] = current.Shares;
                for (var since = row; since >= first && rows.Sessions[rows.Day[since]] > current.Day; since--)
                    shares[row] *= volumeStep?[since] ?? 1;
            }
        }
    }

    private sealed record Count(DateTime Known, DateOnly Day, double Shares) : IComparable<Count>
    {
        public int CompareTo(Count? other) =>
            other is null ? 1 : (Known, Day, Shares).CompareTo((other.Known, other.Day, other.Shares));
    }
}
