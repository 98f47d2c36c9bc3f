using System.Numerics;
using TradeML.Core.Errors;

namespace TradeML.Research.Validation;

/// <summary>
/// Probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado
/// and Zhu, The Probability of Backtest Overfitting, Journal of Computational Finance, 2017): how often the
/// configuration that was best on half of the time blocks ranks in the lower half on the others. The metric is the
/// Sharpe ratio per period.
/// </summary>
public sealed record BacktestOverfitting
{
    /// <summary>Share of combinations with logit ≤ 0.</summary>
    public required double Probability { get; init; }

    /// <summary>Share of combinations with logit &lt; 0; differs only for an odd number of configurations.</summary>
    public required double StrictProbability { get; init; }

    /// <summary>Share of combinations whose selected configuration loses out of sample.</summary>
    public required double LossProbability { get; init; }

    /// <summary>
    /// Slope of the selected configuration's out-of-sample on its in-sample metric (least squares); NaN without
    /// variance.
    /// </summary>
    public required double DegradationSlope { get; init; }

    /// <summary>Intercept of that line.</summary>
    public required double DegradationIntercept { get; init; }

    /// <summary>Share of variance that the line explains.</summary>
    public required double DegradationR2 { get; init; }

    /// <summary>All combinations, lexicographic by their in-sample blocks.</summary>
    public required OverfittingSplit[] Splits { get; init; }

    /// <summary>How often each configuration was selected.</summary>
    public required int[] SelectionCounts { get; init; }

    /// <summary>Dominance of the selected over all out-of-sample metrics.</summary>
    public required StochasticDominance Dominance { get; init; }

    /// <summary>Periods at the start that were left out because the blocks do not divide them.</summary>
    public required int Dropped { get; init; }

    /// <summary>Computes PBO over all C(S, S/2) combinations.</summary>
    /// <param name="returns">One series a configuration, all equally long, in time order; none unknown.</param>
    /// <param name="blocks">S: even, 2 to 20. Default 16. Leftover periods are dropped at the start.</param>
    /// <param name="gridPoints">Points of the dominance grid, at least 2. Default 41.</param>
    /// <exception cref="TradeMLException">Bad input: fewer than two configurations, unequal or too short series, an
    /// unknown return.</exception>
    public static BacktestOverfitting Compute(IReadOnlyList<double[]> returns, int blocks = 16, int gridPoints = 41)
    {
        if (returns.Count < 2)
            throw new TradeMLException(ErrorKind.BadInput,
                $"PBO compares at least 2 configurations, not {returns.Count}.");
        if (blocks is < 2 or > 20 || blocks % 2 != 0)
            throw new TradeMLException(ErrorKind.BadInput,
                $"PBO takes an even number of blocks from 2 to 20, not {blocks}.");
        if (gridPoints < 2)
            throw new TradeMLException(ErrorKind.BadInput,
                $"The dominance grid has at least 2 points, not {gridPoints}.");
        var metrics = BlockMetrics.Compute(returns, blocks);
        int columns = returns.Count, stride = metrics.Stride, count = metrics.Values.Length / stride;
        var splits = new OverfittingSplit[count];
        var selections = new int[columns];
        var outside = new double[count];
        for (var split = 0; split < count; split++)
        {
            // Lexicographic order is symmetric: the complement of combination i is combination count − 1 − i.
            var inSample = metrics.Values.AsSpan(split * stride, columns);
            var outOfSample = metrics.Values.AsSpan((count - 1 - split) * stride, stride);
            var best = Best(inSample);
            var rank = Rank(outOfSample, outOfSample[best], columns);
            var omega = rank / (columns + 1);
            splits[split] = new(best, inSample[best], outOfSample[best], rank, Math.Log(omega / (1 - omega)));
            outside[split] = outOfSample[best];
            selections[best]++;
        }

        var line = Line(splits);
        return new()
        {
            Probability = (double)splits.Count(split => split.Logit <= 0) / count,
            StrictProbability = (double)splits.Count(split => split.Logit < 0) / count,
            LossProbability = (double)splits.Count(split => split.OutOfSample < 0) / count,
            DegradationSlope = line.Slope, DegradationIntercept = line.Intercept, DegradationR2 = line.R2,
            Splits = splits, SelectionCounts = selections, Dropped = metrics.Dropped,
            Dominance = StochasticDominance.Compare(outside, metrics.Values, gridPoints),
        };
    }

    /// <summary>
    /// The first largest known metric; configurations without variance (NaN) are never selected unless all are.
    /// </summary>
    private static int Best(ReadOnlySpan<double> metrics)
    {
        var best = 0;
        for (var i = 1; i < metrics.Length; i++)
            if (metrics[i] > metrics[best] || (double.IsNaN(metrics[best]) && !double.IsNaN(metrics[i]))) best = i;
        return best;
    }

    /// <summary>
    /// Ascending average rank; unknown metrics, the padding of the row among them, are neither below nor equal.
    /// </summary>
    private static double Rank(ReadOnlySpan<double> metrics, double value, int columns)
    {
        if (double.IsNaN(value)) return (columns + 1) / 2.0;
        var width = Vector<double>.Count;
        Vector<long> below = Vector<long>.Zero, equal = Vector<long>.Zero;
        var bound = new Vector<double>(value);
        for (var i = 0; i < metrics.Length; i += width)
        {
            var vector = new Vector<double>(metrics.Slice(i, width));
            below -= Vector.LessThan(vector, bound);
            equal -= Vector.Equals(vector, bound);
        }

        return Vector.Sum(below) + ((Vector.Sum(equal) + 1) / 2.0);
    }

    private static (double Slope, double Intercept, double R2) Line(OverfittingSplit[] splits)
    {
        double meanX = splits.Average(split => split.InSample), meanY = splits.Average(split => split.OutOfSample),
            xx = 0, xy = 0, yy = 0;
        foreach (var split in splits)
        {
            double dx = split.InSample - meanX, dy = split.OutOfSample - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }

        if (!(xx > 0)) return (double.NaN, double.NaN, double.NaN);
        var slope = xy / xx;
        return (slope, meanY - (slope * meanX), yy > 0 ? xy * xy / (xx * yy) : double.NaN);
    }
}
