using TradeML.Research.Backtest;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.Backtest;

/// <summary>
/// The same rules kept as a ledger of money by symbol, written for reading: what the fast engine is compared with.
/// </summary>
internal static class SlowBacktest
{
    internal static (List<DateOnly> Dates, List<double> Net, List<double> Gross, List<double> Turnover) Run(
        Panel panel, double[] scores, BacktestConfig config)
    {
        var money = new Dictionary<int, double>();
        var equity = 1000.0;
        var first = Enumerable.Range(0, panel.Rows).Where(row => !double.IsNaN(scores[row])).Min(row => panel.Day[row]);
        var (dates, net, gross, turnover) = (new List<DateOnly>(), new List<double>(), new List<double>(),
            new List<double>());
        for (var session = first + 1; session < panel.Sessions.Length; session++)
        {
            var start = equity;
            var fees = money.Values.Where(value => value < 0)
                .Sum(value => -value) * config.BorrowBpsPerYear / 10_000 / 252;
            foreach (var symbol in money.Keys.ToArray())
            {
                var row = panel.RowOf(symbol, session);
                if (row < 0) continue;
                var profit = money[symbol]
                    * ((panel.Close[row] / (panel.Close[row - 1] * panel.TotalReturnStep[row])) - 1);
                money[symbol] += profit;
                equity += profit;
            }

            equity -= fees;
            double traded = 0, costs = 0;
            void Trade(int symbol, double aim)
            {
                var size = Math.Abs(aim - money.GetValueOrDefault(symbol));
                var known = Last(panel, symbol, session - 1,
                    row => !double.IsNaN(Volatility(panel, symbol, row, config.LiquidityWindow)));
                var rate = (config.HalfSpreadBps + config.FeeBps) / 10_000;
                if (config.ImpactCoefficient > 0)
                    rate += config.ImpactCoefficient * Volatility(panel, symbol, known, config.LiquidityWindow)
                        * Math.Sqrt(size / equity * config.Capital / Adv(panel, symbol, known, config.LiquidityWindow));
                traded += size;
                costs += size * rate;
                money[symbol] = aim;
            }

            foreach (var symbol in money.Keys.ToArray())
            {
                if (money[symbol] == 0
                    || session - panel.Day[Last(panel, symbol, session, _ => true)] < config.CloseAfterMissing)
                    continue;
                Trade(symbol, 0);
            }

            if ((session - first - 1) % config.RebalanceEvery == 0)
            {
                var target = Target(panel, scores, config, session - 1);
                for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
                {
                    var aim = target.GetValueOrDefault(symbol) * equity;
                    if (panel.RowOf(symbol, session) >= 0 && aim != money.GetValueOrDefault(symbol)) Trade(symbol, aim);
                }
            }

            equity -= costs;
            dates.Add(panel.Sessions[session]);
            net.Add((equity / start) - 1);
            gross.Add((equity + fees + costs - start) / start);
            turnover.Add(traded / start);
        }

        return (dates, net, gross, turnover);
    }

    private static Dictionary<int, double> Target(Panel panel, double[] scores, BacktestConfig config, int session)
    {
        var names = Enumerable.Range(0, panel.SymbolCount).Where(symbol =>
        {
            var row = panel.RowOf(symbol, session);
            return row >= 0 && !double.IsNaN(scores[row]) && panel.Close[row] >= config.MinRawPrice
                && Adv(panel, symbol, row, config.LiquidityWindow) >= config.MinAdvDollars
                && (config.ImpactCoefficient == 0
                    || !double.IsNaN(Volatility(panel, symbol, row, config.LiquidityWindow)));
        }).OrderBy(symbol => scores[panel.RowOf(symbol, session)]).ThenBy(symbol => symbol).ToArray();
        if (names.Length < 2) return [];
        var count = Math.Max(1, (int)Math.Floor((config.Quantile * names.Length) + 1e-9));
        double[] shares = [
            .. Enumerable.Range(0, count).Select(i => config.Weights == WeightScheme.Rank ? count - i : 1.0)];
        var weights = new double[count];
        // Fill up to the caps: whoever is over is set to the cap, and the rest share what is left, until nobody is
        // over.
        var capped = new HashSet<int>();
        while (true)
        {
            var free = Enumerable.Range(0, count).Where(i => !capped.Contains(i)).ToArray();
            var left = (config.GrossTarget / 2) - (capped.Count * config.PerNameCap);
            foreach (var i in free) weights[i] = left * shares[i] / free.Sum(j => shares[j]);
            var over = free.Where(i => weights[i] > config.PerNameCap).ToArray();
            foreach (var i in over) weights[i] = config.PerNameCap;
            if (over.Length == 0) break;
            capped.UnionWith(over);
        }

        var target = new Dictionary<int, double>();
        for (var i = 0; i < count; i++)
        {
            target[names[^(i + 1)]] = weights[i];
            target[names[i]] = -weights[i];
        }

        return target;
    }

    private static int Last(Panel panel, int symbol, int session, Func<int, bool> good)
    {
        for (var row = panel.RowStarts[symbol + 1] - 1; row >= panel.RowStarts[symbol]; row--)
            if (panel.Day[row] <= session && good(row)) return row;
        return -1;
    }

    private static double Adv(Panel panel, int symbol, int row, int window) =>
        row - window + 1 < panel.RowStarts[symbol]
        ? double.NaN
        : Enumerable.Range(row - window + 1, window).Average(i => panel.Close[i] * panel.Volume[i]);

    private static double Volatility(Panel panel, int symbol, int row, int window)
    {
        if (row - window < panel.RowStarts[symbol]) return double.NaN;
        double[] returns = [
            .. Enumerable.Range(row - window + 1, window)
                .Select(i => Math.Log(panel.Close[i] / (panel.Close[i - 1] * panel.TotalReturnStep[i])))];
        var mean = returns.Average();
        return Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (window - 1));
    }
}
