using TradeML.Core.Errors;
using TradeML.Research.Panels;

namespace TradeML.Research.Backtest;

/// <summary>
/// A daily long–short book from cross-sectional scores. Scores are known after the close of session t; the weights
/// formed from them (on raw prices and dollar volumes of t) are traded at the close of session t + 1 and earn from t +
/// 2 on: never a price that the score could have seen. Positions drift between rebalances; profit is the total return,
/// dividends and splits included; cash earns nothing. Trades pay fee, half spread and square-root impact against a
/// fixed capital, shorts pay a borrow fee. A name without a bar on the trading day is not traded; a position without
/// bars for some sessions is closed at its last close. A book that has lost everything stops.
/// </summary>
public static class LongShortBacktest
{
    /// <summary>Runs the backtest.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="scores">One score a panel row, known after that row's close; NaN = none: the name is not
    /// held.</param>
    /// <param name="config">Formation and costs.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input: a wrong number of scores, a configuration outside its
    /// ranges.</exception>
    public static BacktestResult Run(
        Panel panel, ReadOnlySpan<double> scores, BacktestConfig config, CancellationToken cancellationToken = default)
    {
        config.Validate();
        if (scores.Length != panel.Rows)
            throw new TradeMLException(ErrorKind.BadInput,
                $"The panel has {panel.Rows} rows, the scores are {scores.Length}.");
        var market = MarketSeries.Build(panel, config);
        var book = new LongShortBook(panel, config, market);
        var target = new TargetBook(panel, config, market);
        var firstSignal = FirstScored(panel, scores);
        var days = firstSignal < 0 ? 0 : Math.Max(0, panel.Sessions.Length - firstSignal - 1);
        var result = Empty(panel, firstSignal + 1, days);
        if (days > 0) book.Seed(firstSignal);
        var alive = true;
        var daily = new List<IReadOnlyList<Position>>(config.KeepPositions ? days : 0);
        for (var i = 0; i < days; i++)
        {
            if (i % 256 == 0) cancellationToken.ThrowIfCancellationRequested();
            var session = firstSignal + 1 + i;
            if (i == 0) book.Close(session - 1);
            var trades = new LongShortBook.Trades();
            var borrow = book.Borrow;
            var gross = book.Move(session);
            var equity = 1 + gross - borrow;
            if (alive && equity > 0)
            {
                gross += book.CloseMissing(session, equity, trades);
                equity = 1 + gross - borrow;
                if (equity > 0 && i % config.RebalanceEvery == 0)
                {
                    target.Form(session - 1, scores);
                    book.Rebalance(session, target.Weights, equity, trades);
                }
            }

            var left = 1 + gross - (borrow + trades.Cost);
            alive &= left > 0;
            var (grossExposure, netExposure, longs, shorts) = book.Settle(alive ? left : 0);
            book.Close(session);
            if (config.KeepPositions) daily.Add(book.Positions());
            result.GrossReturns[i] = gross;
            result.BorrowCosts[i] = borrow;
            result.TradingCosts[i] = trades.Cost;
            result.Costs[i] = borrow + trades.Cost;
            result.NetReturns[i] = gross - result.Costs[i];
            result.Turnover[i] = trades.Notional;
            (result.GrossExposure[i], result.NetExposure[i], result.LongCount[i],
                result.ShortCount[i]) = (grossExposure, netExposure, longs, shorts);
        }

        return result with
        {
            LastPositions = book.Positions(),
            DailyPositions = daily,
            Contribution = book.Contribution,
            Fills = book.Fills
        };
    }

    private static int FirstScored(Panel panel, ReadOnlySpan<double> scores)
    {
        var first = int.MaxValue;
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            for (var row = panel.RowStarts[symbol]; row < panel.RowStarts[symbol + 1]; row++)
            {
                if (double.IsNaN(scores[row])) continue;
                first = Math.Min(first, panel.Day[row]);
                break;
            }
        }

        return first == int.MaxValue ? -1 : first;
    }

    private static BacktestResult Empty(Panel panel, int start, int days) => new()
    {
        Dates = days == 0 ? [] : panel.Sessions[start..(start + days)],
        NetReturns = new double[days], GrossReturns = new double[days], Costs = new double[days],
        TradingCosts = new double[days],
        BorrowCosts = new double[days], Turnover = new double[days], GrossExposure = new double[days],
        NetExposure = new double[days],
        LongCount = new int[days], ShortCount = new int[days], LastPositions = [], Contribution = [], Fills = [],
    };
}
