using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Tests.Corpus;

/// <summary>Statistics of the whole sample used inside it.</summary>
internal static class SampleLeaks
{
    private static readonly string[] Bars = [WorldTables.Bars];

    internal static IEnumerable<SeededLeak> All =>
    [
        OfPast("z-score over the full sample", past =>
        {
            var (mean, spread) = (past.Average(), 1 + past.Max() - past.Average());
            return x => (x - mean) / spread;
        }),
        OfPast("winsorised at quantiles of the full sample", past =>
        {
            var (low, high) = (Quantile(past, 0.05), Quantile(past, 0.95));
            return x => Math.Clamp(x, low, high);
        }),
        OfPast("min/max scaling over all days", past =>
        {
            var (low, high) = (past.Min(), past.Max());
            return x => (x - low) / (1e-9 + high - low);
        }),
        OfPast("rank across all days", past => x => past.Count(p => p < x) / (double)past.Length),
        SeededLeak.Of("target-encoded symbol", Bars, (w, cells) => Encode(w, cells, ended: false),
            (w, cells) => Encode(w, cells, ended: true)),
        SeededLeak.Of("window chosen with hindsight", Bars, (w, cells) => Choose(w, cells, hindsight: true),
            (w, cells) => Choose(w, cells, hindsight: false)),
        SeededLeak.Of("random state depending on the number of rows", Bars,
            (w, cells) => Noise(w, cells, sequential: true), (w, cells) => Noise(w, cells, sequential: false)),
    ];

    /// <summary>A statistic of the volumes of all rows, and the same of the rows up to the day.</summary>
    private static SeededLeak OfPast(string name, Func<double[], Func<double, double>> value)
    {
        return SeededLeak.Of(name, Bars, (world, cells) => Run(world, cells, all: true),
            (world, cells) => Run(world, cells, all: false));
        void Run(MarketWorld world, Cells cells, bool all)
        {
            var panel = WorldPanel.Build(world);
            var values = new double[panel.Rows];
            var seen = all ? panel.Volume : [];
            for (var session = 0; session < panel.Sessions.Length; session++)
            {
                var today = panel.ByDay.RowsOf(session).ToArray();
                if (!all) seen = [.. seen, .. today.Select(row => panel.Volume[row])];
                var of = value(seen);
                foreach (var row in today) values[row] = of(panel.Volume[row]);
            }

            cells.AtClose(panel, values);
        }
    }

    private static double Quantile(double[] x, double q) => x.Order().ElementAt((int)(q * (x.Length - 1)));

    /// <summary>A symbol's mean five-row return, of all rows or of those whose return had ended.</summary>
    private static void Encode(MarketWorld world, Cells cells, bool ended)
    {
        var panel = WorldPanel.Build(world);
        var values = new double[panel.Rows];
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            var (from, to) = (panel.RowStarts[symbol], panel.RowStarts[symbol + 1]);
            double Mean(int last) =>
                Enumerable.Range(from, Math.Max(0, last - 5 - from))
                    .Select(r => (panel.Close[r + 5] / panel.Close[r]) - 1).DefaultIfEmpty(double.NaN).Average();
            for (var row = from; row < to; row++) values[row] = Mean(ended ? row + 1 : to);
        }

        cells.AtClose(panel, values);
    }

    /// <summary>Momentum over the window that earned most, in the whole sample or so far.</summary>
    private static void Choose(MarketWorld world, Cells cells, bool hindsight)
    {
        var panel = WorldPanel.Build(world);
        var values = new double[panel.Rows];
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            var (from, to) = (panel.RowStarts[symbol], panel.RowStarts[symbol + 1]);
            for (var row = from + 20; row < to; row++)
            {
                var window = new[] { 3, 5, 10, 20 }.MaxBy(h => Earned(panel.Close, from, hindsight ? to : row + 1, h));
                values[row] = panel.Close[row] / panel.Close[row - window];
            }
        }

        cells.AtClose(panel, values);
    }

    private static double Earned(double[] close, int from, int to, int window)
    {
        var sum = 0.0;
        for (var row = from + window; row + 1 < to; row++)
            sum += Math.Sign(close[row] - close[row - window]) * (close[row + 1] - close[row]);
        return sum;
    }

    private static void Noise(MarketWorld world, Cells cells, bool sequential)
    {
        var panel = WorldPanel.Build(world);
        var random = new Random(1);
        PriceLeaks.Each(panel, (symbol, day) => cells.AtClose(
            symbol, day,
            sequential ? random.NextDouble() : new Random(symbol.Sum(c => c) + (day.DayNumber * 7919)).NextDouble()));
    }
}
