using TradeML.Data.Curation;
using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;
using TradeML.Research.Panels;

namespace TradeML.Proof.Tests.Corpus;

/// <summary>Windows, lags and adjustments that reach forward along one symbol's prices.</summary>
internal static class PriceLeaks
{
    private static readonly string[] Bars = [WorldTables.Bars], Adjusted = [WorldTables.Bars, WorldTables.Actions];

    internal static IEnumerable<SeededLeak> All =>
    [
        Along("centred window", (x, t) => Mean(x, t - 2, t + 3), (x, t) => Mean(x, t - 4, t + 1)),
        Along("lag off by one", (x, t) => At(x, t + 1), (x, t) => At(x, t - 1)),
        Along("two-sided smoothing", (x, t) => Smooth(x, t, x.Length), (x, t) => Smooth(x, t, t + 1)),
        Along("rebased to the last close", (x, t) => x[t] / x[^1], (x, t) => x[t] / x[0]),
        Along("highest close of the sample as resistance", (x, t) => x[t] / x.Max(),
            (x, t) => x[t] / x[..(t + 1)].Max()),
        Along("label volatility from the label's own window", (x, t) => Deviation(x, t, t + 20),
            (x, t) => Deviation(x, t - 20, t + 1)),
        SeededLeak.Of("back-adjusted price filter", Adjusted, (world, cells) => Filter(world, cells, adjusted: true),
            (world, cells) => Filter(world, cells, adjusted: false)),
        SeededLeak.Of("split factor known early", Adjusted, (world, cells) => Splits(world, cells, announced: false),
            (world, cells) => Splits(world, cells, announced: true)),
    ];

    private static SeededLeak Along(string name, Func<double[], int, double> leaky, Func<double[], int, double> clean)
    {
        return SeededLeak.Of(name, Bars, (world, cells) => Run(world, cells, leaky),
            (world, cells) => Run(world, cells, clean));
        static void Run(MarketWorld world, Cells cells, Func<double[], int, double> value)
        {
            var panel = WorldPanel.Build(world);
            for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
            {
                var first = panel.RowStarts[symbol];
                var closes = panel.Close[first..panel.RowStarts[symbol + 1]];
                for (var t = 0; t < closes.Length; t++)
                    cells.AtClose(panel.Symbols[symbol], panel.Sessions[panel.Day[first + t]], value(closes, t));
            }
        }
    }

    private static double At(double[] x, int t) => t >= 0 && t < x.Length ? x[t] : double.NaN;

    private static double Mean(double[] x, int from, int to) =>
        from < 0 || to > x.Length ? double.NaN : x[from..to].Average();

    private static double Deviation(double[] x, int from, int to)
    {
        if (from < 0 || to > x.Length) return double.NaN;
        var mean = x[from..to].Average();
        return Math.Sqrt(x[from..to].Average(v => (v - mean) * (v - mean)));
    }

    /// <summary>Exponential weights on both sides, as far as the series may be seen.</summary>
    private static double Smooth(double[] x, int t, int end)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var i = Math.Max(0, t - 40); i < Math.Min(end, t + 40); i++)
        {
            var weight = Math.Pow(0.8, Math.Abs(i - t));
            (sum, weights) = (sum + (weight * x[i]), weights + weight);
        }

        return sum / weights;
    }

    private static void Filter(MarketWorld world, Cells cells, bool adjusted)
    {
        var panel = WorldPanel.Build(world);
        var splits = Events(world[WorldTables.Actions]);
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            var (from, to) = (panel.RowStarts[symbol], panel.RowStarts[symbol + 1]);
            var days = Array.ConvertAll(panel.Day[from..to], d => panel.Sessions[d]);
            var chain = AdjustmentChain.Build(days, panel.Close.AsSpan(from..to), splits[panel.Symbols[symbol]]);
            for (var i = 0; i < days.Length; i++)
            {
                var price = panel.Close[from + i] * (adjusted ? chain.CumulativePrice[i] : 1);
                cells.AtClose(panel.Symbols[symbol], days[i], price >= 20 ? 1 : 0);
            }
        }
    }

    private static ILookup<string, CorporateEvent> Events(WorldTable actions) => Enumerable.Range(0, actions.Rows)
        .Where(row => actions.Text("type")[row] == "SPLIT" && actions.Number("ratio")[row] > 0)
        .ToLookup(row => actions.Symbol[row],
            row => CorporateEvent.Split(actions.Date[row], actions.Number("ratio")[row]));

    /// <summary>Product of the ratios of splits whose ex-date lies within the next ten days.</summary>
    private static void Splits(MarketWorld world, Cells cells, bool announced)
    {
        var panel = WorldPanel.Build(world);
        var actions = world[WorldTables.Actions];
        var rows = Enumerable.Range(0, actions.Rows).ToLookup(row => actions.Symbol[row]);
        Each(panel, (symbol, day) => cells.AtClose(symbol, day, rows[symbol]
            .Where(row =>
                actions.Date[row] > day && actions.Date[row] <= day.AddDays(10)
                    && (!announced || actions.KnownAt[row] <= Cells.Close(day)))
            .Aggregate(1.0,
                (product, row) => actions.Number("ratio")[row] is var ratio && ratio > 0 ? product * ratio : product)));
    }

    internal static void Each(Panel panel, Action<string, DateOnly> act)
    {
        var symbolOf = panel.SymbolOfRows();
        for (var row = 0; row < panel.Rows; row++) act(panel.Symbols[symbolOf[row]], panel.Sessions[panel.Day[row]]);
    }
}
