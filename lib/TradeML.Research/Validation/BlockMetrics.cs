using System.Numerics;
using TradeML.Core.Errors;

namespace TradeML.Research.Validation;

/// <summary>
/// Sharpe ratios of every configuration on every half of the blocks. Each block is reduced once to sums and sums of
/// squares around the configuration's mean; a combination adds its blocks' sums, and the sums of its leading blocks are
/// shared with the combinations that begin alike. Rows are padded with NaN to a whole number of vectors.
/// </summary>
internal sealed class BlockMetrics
{
    private BlockMetrics(double[] values, int stride, int dropped)
    {
        Values = values;
        Stride = stride;
        Dropped = dropped;
    }

    /// <summary>Combination-major metrics, <see cref="Stride"/> a combination.</summary>
    internal double[] Values { get; }

    internal int Stride { get; }

    internal int Dropped { get; }

    internal static BlockMetrics Compute(IReadOnlyList<double[]> returns, int blocks)
    {
        var periods = returns[0].Length;
        int size = periods / blocks, half = blocks / 2, dropped = periods % blocks;
        if (size * half < 2)
            throw new TradeMLException(ErrorKind.BadInput, $"{periods} periods are too few for {blocks} blocks.");
        var width = Vector<double>.Count;
        var stride = (returns.Count + width - 1) / width * width;
        var mean = new double[stride];
        // One row a block: the sums of all configurations, then their sums of squares.
        var sums = new double[blocks][];
        for (var block = 0; block < blocks; block++) sums[block] = new double[2 * stride];
        for (var column = 0; column < returns.Count; column++)
            Reduce(returns[column], periods, dropped, size, column, mean, sums);
        for (var column = returns.Count; column < stride; column++) mean[column] = double.NaN;
        var combinations = Combinations.Count(blocks, half);
        var values = GC.AllocateUninitializedArray<double>(checked(combinations * stride));
        var partial = new double[half + 1][];
        for (var depth = 0; depth <= half; depth++) partial[depth] = new double[2 * stride];
        var current = Enumerable.Range(0, half).ToArray();
        var changed = 0;
        for (var split = 0; split < combinations; split++)
        {
            for (var depth = changed; depth < half; depth++)
                Add(partial[depth], sums[current[depth]], partial[depth + 1]);
            Ratios(partial[half], mean, size * half, values.AsSpan(split * stride, stride));
            changed = Combinations.Next(current, blocks);
        }

        return new(values, stride, dropped);
    }

    private static void Reduce(
        double[] series, int periods, int dropped, int size, int column, double[] mean, double[][] sums)
    {
        if (series.Length != periods)
            throw new TradeMLException(ErrorKind.BadInput,
                $"Configuration {column} has {series.Length} periods, the first has {periods}.");
        var used = series.AsSpan(dropped);
        mean[column] = SampleMoments.Of(used).Mean;
        if (!double.IsFinite(mean[column]))
            throw new TradeMLException(ErrorKind.BadInput,
                $"Configuration {column} holds a return that is not a number.");
        for (var block = 0; block < sums.Length; block++)
        {
            double sum = 0, squares = 0;
            foreach (var value in used.Slice(block * size, size))
            {
                var away = value - mean[column];
                sum += away;
                squares += away * away;
            }

            sums[block][column] = sum;
            sums[block][column + (sums[block].Length / 2)] = squares;
        }
    }

    private static void Add(double[] left, double[] right, double[] result)
    {
        var width = Vector<double>.Count;
        for (var i = 0; i < result.Length; i += width)
            (new Vector<double>(left, i) + new Vector<double>(right, i)).CopyTo(result, i);
    }

    private static void Ratios(double[] sums, double[] mean, int count, Span<double> result)
    {
        var width = Vector<double>.Count;
        var squares = sums.Length / 2;
        var inverse = new Vector<double>(1.0 / count);
        var degrees = new Vector<double>(1.0 / (count - 1));
        var unknown = new Vector<double>(double.NaN);
        for (var i = 0; i < squares; i += width)
        {
            var sum = new Vector<double>(sums, i);
            var square = new Vector<double>(sums, squares + i);
            var variance = (square - (sum * sum * inverse)) * degrees;
            // What is left of a constant stretch is rounding, not variance.
            var spread = Vector.GreaterThan(variance, square * degrees * 1e-13);
            var ratio = (new Vector<double>(mean, i) + (sum * inverse)) / Vector.SquareRoot(variance);
            Vector.ConditionalSelect(spread, ratio, unknown).CopyTo(result[i..]);
        }
    }
}
