using TradeML.Research.Panels;

namespace TradeML.Research.Backtest;

/// <summary>The book of a running backtest: weights by symbol, moved by a day's returns and by trades.</summary>
internal sealed class LongShortBook(Panel panel, BacktestConfig config, MarketSeries market)
{
    private readonly double[] weights = new double[panel.SymbolCount];
    private readonly int[] lastRow = Filled(panel.SymbolCount);
    private readonly int[] knownRow = Filled(panel.SymbolCount);
    private readonly SquareRootCost cost = SquareRootCost.FromBps(config.HalfSpreadBps, config.FeeBps,
        config.ImpactCoefficient);
    private readonly List<Fill> fills = [];
    private double shortExposure;
    private bool allSeen;

    internal double[] Contribution { get; } = new double[panel.SymbolCount];

    internal IReadOnlyList<Fill> Fills => fills;

    /// <summary>Borrow fee of the shorts held into the day, as a fraction of equity.</summary>
    internal double Borrow => shortExposure * config.BorrowBpsPerYear * 1e-4 / 252;

    /// <summary>Remembers the last bar before the first day of trading.</summary>
    internal void Seed(int session)
    {
        for (var symbol = 0; symbol < weights.Length; symbol++)
            for (var row = panel.RowStarts[symbol]; row < panel.RowStarts[symbol + 1] && panel.Day[row] <= session;
                row++) See(symbol, row);
    }

    /// <summary>
    /// Moves every position by its return; returns the book's return as a fraction of the equity at the day's start.
    /// </summary>
    internal double Move(int session)
    {
        var rows = panel.ByDay.RowsOf(session);
        var symbols = panel.ByDay.SymbolsOf(session);
        var returns = market.Returns;
        var gross = 0.0;
        var unseen = weights.Length;
        for (var i = 0; i < rows.Length; i++)
        {
            var symbol = symbols[i];
            var r = returns[rows[i]];
            if (double.IsNaN(r)) continue;
            unseen--;
            lastRow[symbol] = rows[i];
            var weight = weights[symbol];
            var profit = weight * r;
            gross += profit;
            Contribution[symbol] += profit;
            weights[symbol] = weight + profit;
        }

        allSeen = unseen == 0;
        return gross;
    }

    /// <summary>
    /// Closes positions without a bar for too long at their last close; returns the book's return by it.
    /// </summary>
    internal double CloseMissing(int session, double equity, Trades trades)
    {
        var gross = 0.0;
        if (allSeen) return gross;
        for (var symbol = 0; symbol < weights.Length; symbol++)
        {
            if (weights[symbol] == 0 || session - panel.Day[lastRow[symbol]] < config.CloseAfterMissing) continue;
            var profit = weights[symbol] * config.DelistingReturn;
            gross += profit;
            Contribution[symbol] += profit;
            weights[symbol] += profit;
            Trade(session, symbol, lastRow[symbol], 0, equity, trades);
        }

        return gross;
    }

    /// <summary>Trades towards the target in every name that has a price today; the others stay as they are.</summary>
    internal void Rebalance(int session, double[] target, double equity, Trades trades)
    {
        var rows = panel.ByDay.RowsOf(session);
        var symbols = panel.ByDay.SymbolsOf(session);
        var plain = market.Volatility is null && !config.KeepFills;
        double notional = 0, paid = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var symbol = symbols[i];
            var aim = target[symbol] * equity;
            if (plain && !double.IsNaN(panel.Close[rows[i]]))
            {
                var size = Math.Abs(aim - weights[symbol]);
                notional += size;
                paid += size * cost.FixedFraction;
                weights[symbol] = aim;
                continue;
            }

            if (aim != weights[symbol] && !double.IsNaN(panel.Close[rows[i]]))
                Trade(session, symbol, rows[i], aim, equity, trades);
        }

        trades.Notional += notional;
        trades.Cost += paid;
    }

    /// <summary>Turns positions into fractions of the equity that is left, and tells the exposures.</summary>
    internal (double Gross, double Net, int Long, int Short) Settle(double equity)
    {
        double longs = 0, shorts = 0;
        int longCount = 0, shortCount = 0;
        var scale = equity > 0 ? 1 / equity : 0;
        foreach (ref var weight in weights.AsSpan())
        {
            weight *= scale;
            longs += Math.Max(weight, 0);
            shorts += Math.Max(-weight, 0);
            longCount += weight > 0 ? 1 : 0;
            shortCount += weight < 0 ? 1 : 0;
        }

        shortExposure = shorts;
        return (longs + shorts, longs - shorts, longCount, shortCount);
    }

    /// <summary>
    /// Ends a day: the liquidity that tomorrow's trades are charged by is what is known by today's close.
    /// </summary>
    internal void Close(int session)
    {
        if (market.Volatility is null) return;
        var rows = panel.ByDay.RowsOf(session);
        var symbols = panel.ByDay.SymbolsOf(session);
        for (var i = 0; i < rows.Length; i++) Know(symbols[i], rows[i]);
    }

    internal Position[] Positions() =>
    [
        .. Enumerable.Range(0, weights.Length).Where(symbol => weights[symbol] != 0)
            .OrderByDescending(symbol => Math.Abs(weights[symbol]))
            .Select(symbol => new Position(panel.Symbols[symbol], weights[symbol])),
    ];

    private void Trade(int session, int symbol, int row, double aim, double equity, Trades trades)
    {
        var change = aim - weights[symbol];
        var size = Math.Abs(change);
        var fraction = cost.FixedFraction;
        if (market.Volatility is not null && knownRow[symbol] is >= 0 and var known)
            fraction = cost.Of(market.Volatility[known], size / equity * config.Capital / market.Adv![known]);
        trades.Notional += size;
        trades.Cost += size * fraction;
        weights[symbol] = aim;
        if (config.KeepFills)
            fills.Add(
                new(panel.Sessions[session], panel.Symbols[symbol], row, change / equity, panel.Close[row],
                    size * fraction / equity));
    }

    private void See(int symbol, int row)
    {
        if (!double.IsNaN(panel.Close[row])) lastRow[symbol] = row;
    }

    private void Know(int symbol, int row)
    {
        if (market.Volatility is not null && market.Adv![row] > 0 && !double.IsNaN(market.Volatility[row]))
            knownRow[symbol] = row;
    }

    private static int[] Filled(int length)
    {
        var rows = new int[length];
        Array.Fill(rows, -1);
        return rows;
    }

    /// <summary>A day's trades, as fractions of the equity at its start.</summary>
    internal sealed class Trades
    {
        internal double Notional { get; set; }

        internal double Cost { get; set; }
    }
}
