using System.Numerics;
using TradeML.Research.Panels;

namespace TradeML.Research.Backtest;

/// <summary>
/// Forms the weights aimed at from one day's scores: the best and the worst quantile of the eligible names.
/// </summary>
internal sealed class TargetBook
{
    private const int Few = 48;
    private readonly Panel panel;
    private readonly BacktestConfig config;
    private readonly MarketSeries market;
    private readonly double[] scores;
    private readonly int[] names;
    private readonly double[] side;
    private readonly double[] byRank = new double[Few];
    private int sideCount;

    internal TargetBook(Panel panel, BacktestConfig config, MarketSeries market)
    {
        this.panel = panel;
        this.config = config;
        this.market = market;
        scores = new double[panel.SymbolCount + Vector<double>.Count];
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
        var count = Math.Max(1, (int)Math.Floor((config.Quantile * eligible) + 1e-9));
        if (count != sideCount) Spread(side.AsSpan(0, sideCount = count));
        if (eligible <= Few)
        {
            ByRank(eligible, count);
            return;
        }

        Sort(scores.AsSpan(0, eligible), names.AsSpan(0, eligible));
        for (var i = 0; i < count; i++)
        {
            Weights[names[eligible - 1 - i]] = side[i];
            Weights[names[i]] = -side[i];
        }
    }

    /// <summary>
    /// For few names: each one's place in a stable ascending sort is counted, without a branch that scores could
    /// mislead.
    /// </summary>
    private void ByRank(int eligible, int count)
    {
        var width = Vector<double>.Count;
        var padded = (eligible + width - 1) / width * width;
        scores.AsSpan(eligible, padded - eligible).Fill(double.NaN);
        var keys = scores.AsSpan(0, padded);
        var ranked = byRank.AsSpan(0, eligible);
        ranked.Clear();
        for (var i = 0; i < count; i++) (ranked[i], ranked[eligible - 1 - i]) = (-side[i], side[i]);
        for (var i = 0; i < eligible; i++)
        {
            var key = new Vector<double>(keys[i]);
            Vector<long> below = Vector<long>.Zero, equal = Vector<long>.Zero;
            for (var j = 0; j < keys.Length; j += width)
            {
                var others = new Vector<double>(keys.Slice(j, width));
                below -= Vector.LessThan(others, key);
                equal -= Vector.Equals(others, key);
            }

            var rank = (int)Vector.Sum(below);
            if (Vector.Sum(equal) > 1) rank += keys[..i].Count(keys[i]);
            Weights[names[i]] = ranked[rank];
        }
    }

    /// <summary>
    /// Weights of one side from the best name down. A capped name's excess goes to the others in proportion, as far as
    /// their caps allow.
    /// </summary>
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
        keys.Sort(items);
        for (var first = 0; first < keys.Length;)
        {
            var next = first + 1;
            while (next < keys.Length && keys[next] == keys[first]) next++;
            if (next - first > 1) items[first..next].Sort();
            first = next;
        }
    }
}
