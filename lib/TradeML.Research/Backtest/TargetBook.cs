using TradeML.Research.Panels;

namespace TradeML.Research.Backtest;

/// <summary>Forms the weights aimed at from one day's scores: the best and the worst quantile of the eligible names.</summary>
internal sealed class TargetBook
{
    private readonly Panel panel;
    private readonly BacktestConfig config;
    private readonly MarketSeries market;
    private readonly double[] scores;
    private readonly int[] names;
    private readonly double[] side;

    internal TargetBook(Panel panel, BacktestConfig config, MarketSeries market)
    {
        this.panel = panel;
        this.config = config;
        this.market = market;
        scores = new double[panel.SymbolCount];
        names = new int[panel.SymbolCount];
        side = new double[panel.SymbolCount];
        Weights = new double[panel.SymbolCount];
    }

    /// <summary>Weight aimed at by symbol; positive long, negative short.</summary>
    internal double[] Weights { get; }

    internal void Form(int session, ReadOnlySpan<double> panelScores)
    {
        Array.Clear(Weights);
        var rows = panel.ByDay.RowsOf(session);
        var symbols = panel.ByDay.SymbolsOf(session);
        var eligible = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            if (double.IsNaN(panelScores[row]) || !(panel.Close[row] >= config.MinRawPrice)) continue;
            if (market.Adv is not null && !(market.Adv[row] >= config.MinAdvDollars && market.Adv[row] > 0)) continue;
            if (market.Volatility is not null && double.IsNaN(market.Volatility[row])) continue;
            scores[eligible] = panelScores[row];
            names[eligible++] = symbols[i];
        }

        if (eligible < 2) return;
        Sort(scores.AsSpan(0, eligible), names.AsSpan(0, eligible));
        var count = Math.Max(1, (int)Math.Floor((config.Quantile * eligible) + 1e-9));
        Spread(side.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            Weights[names[eligible - 1 - i]] = side[i];
            Weights[names[i]] = -side[i];
        }
    }

    /// <summary>Weights of one side from the best name down. A capped name's excess goes to the others in proportion, as far as their caps allow.</summary>
    private void Spread(Span<double> weights)
    {
        var budget = config.GrossTarget / 2;
        var count = weights.Length;
        double shares = config.Weights == WeightScheme.Rank ? (double)count * (count + 1) / 2 : count;
        for (var i = 0; i < count; i++)
        {
            double share = config.Weights == WeightScheme.Rank ? count - i : 1;
            weights[i] = Math.Min(config.PerNameCap, budget * share / shares);
            budget -= weights[i];
            shares -= share;
        }
    }

    /// <summary>Ascending by score; equal scores stay in symbol order.</summary>
    private static void Sort(Span<double> keys, Span<int> items)
    {
        if (keys.Length > 40)
        {
            keys.Sort(items);
            for (var first = 0; first < keys.Length;)
            {
                var next = first + 1;
                while (next < keys.Length && keys[next] == keys[first]) next++;
                if (next - first > 1) items[first..next].Sort();
                first = next;
            }

            return;
        }

        for (var i = 1; i < keys.Length; i++)
        {
            var (key, item) = (keys[i], items[i]);
            var place = i;
            for (; place > 0 && keys[place - 1] > key; place--) (keys[place], items[place]) = (keys[place - 1], items[place - 1]);
            (keys[place], items[place]) = (key, item);
        }
    }
}
