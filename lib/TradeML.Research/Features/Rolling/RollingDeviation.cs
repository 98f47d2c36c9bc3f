using System.Numerics;

namespace TradeML.Research.Features.Rolling;

/// <summary>
/// Standard deviations (n − 1) over the last <c>window</c> rows. As in <see cref="RollingSum"/> a window is a suffix of
/// one block and a prefix of the next. Each keeps the sums of its values and of their squares, both taken from the
/// value at which it begins, and the two are merged by the pairwise formula of Chan, Golub and LeVeque (1979). A value
/// of the sample itself as origin bounds the cancellation by the number of rows (Chan and Lewis 1979), and no running
/// total is ever reduced: the result is as good in row 10⁶ as in the first, and a constant window gives exactly 0.
/// </summary>
internal static class RollingDeviation
{
    private const int Tables = 3;
    private const int Chains = 6;

    /// <summary>Length of the scratch span for a window.</summary>
    /// <param name="window">Rows of the window.</param>
    public static int ScratchLength(int window) => (Tables + Chains) * (window + 1);

    /// <summary>
    /// Fills <paramref name="result"/> with deviations times a factor; rows whose window is not full or holds an
    /// unknown value are unknown.
    /// </summary>
    /// <param name="values">The series.</param>
    /// <param name="window">Rows of the window, the current one included; at least 2.</param>
    /// <param name="factor">Factor on the deviation, for example √252.</param>
    /// <param name="result">As long as <paramref name="values"/>; it may not overlap them.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> long.</param>
    public static void Compute(
        ReadOnlySpan<double> values, int window, double factor, Span<double> result, Span<double> scratch)
    {
        var work = new Blocks(scratch, window);
        var scale = factor * factor / (window - 1);
        var origin = double.NaN;
        var start = 0;
        for (; start + window <= values.Length; start += window)
        {
            var block = values.Slice(start, window);
            work.Scan(block);
            work.Merge(block[0], origin, scale, result.Slice(start, window));
            result[start + window - 1] = work.Whole(scale);
            origin = block[^1];
            work.Swap();
        }

        if (start == values.Length) return;
        var rest = values[start..];
        work.ScanPrefix(rest);
        work.Merge(rest[0], origin, scale, result[start..]);
    }

    /// <summary>
    /// Sums of one block's prefixes and suffixes, the suffixes of the block before, and what merging needs for each
    /// length.
    /// </summary>
    private ref struct Blocks
    {
        private readonly int window;
        private readonly Span<double> ofPrefix;
        private readonly Span<double> ofSuffix;
        private readonly Span<double> ofBetween;
        private readonly Span<double> prefix;
        private readonly Span<double> prefixSquares;
        private Span<double> before;
        private Span<double> beforeSquares;
        private Span<double> suffix;
        private Span<double> suffixSquares;

        internal Blocks(Span<double> scratch, int window)
        {
            this.window = window;
            var size = window + 1;
            ofPrefix = scratch[..size];
            ofSuffix = scratch.Slice(size, size);
            ofBetween = scratch.Slice(2 * size, size);
            prefix = scratch.Slice(3 * size, size);
            prefixSquares = scratch.Slice(4 * size, size);
            before = scratch.Slice(5 * size, size);
            beforeSquares = scratch.Slice(6 * size, size);
            suffix = scratch.Slice(7 * size, size);
            suffixSquares = scratch.Slice(8 * size, size);
            before.Fill(double.NaN);
            beforeSquares.Fill(double.NaN);
            for (var i = 0; i < window; i++)
            {
                var rest = window - 1 - i;
                ofPrefix[i] = 1.0 / (i + 1);
                ofSuffix[i] = rest == 0 ? 0 : 1.0 / rest;
                ofBetween[i] = (double)(i + 1) * rest / window;
            }
        }

        internal readonly void Scan(ReadOnlySpan<double> block)
        {
            double first = block[0], last = block[^1], p = 0, pp = 0, s = 0, ss = 0;
            Span<double> p1 = prefix[..block.Length], p2 = prefixSquares[..block.Length], s1 = suffix[..block.Length],
                s2 = suffixSquares[..block.Length];
            for (int i = 0, j = block.Length - 1; i < block.Length; i++, j--)
            {
                double up = block[i] - first, down = block[j] - last;
                p1[i] = p += up;
                p2[i] = pp += up * up;
                s1[j] = s += down;
                s2[j] = ss += down * down;
            }
        }

        internal readonly void ScanPrefix(ReadOnlySpan<double> block)
        {
            double first = block[0], p = 0, pp = 0;
            for (var i = 0; i < block.Length; i++)
            {
                var up = block[i] - first;
                prefix[i] = p += up;
                prefixSquares[i] = pp += up * up;
            }
        }

        /// <summary>Row i: i + 1 values of this block and the last window − 1 − i of the one before.</summary>
        internal readonly void Merge(double origin, double originBefore, double scale, Span<double> result)
        {
            var width = Vector<double>.Count;
            var between = origin - originBefore;
            var i = 0;
            for (; i <= result.Length - width; i += width)
            {
                Vector<double> inverse = At(ofPrefix, i, width), inverseBefore = At(ofSuffix, i, width);
                Vector<double> sum = At(prefix, i, width), sumBefore = At(before, i + 1, width);
                Vector<double> mean = sum * inverse, meanBefore = sumBefore * inverseBefore;
                var away = mean - meanBefore + new Vector<double>(between);
                var squares = At(prefixSquares, i, width) - (sum * mean)
                    + (At(beforeSquares, i + 1, width) - (sumBefore * meanBefore))
                    + (away * away * At(ofBetween, i, width));
                Vector.SquareRoot(Vector.Max(squares, Vector<double>.Zero) * scale).CopyTo(result.Slice(i, width));
            }

            for (; i < result.Length; i++)
            {
                double mean = prefix[i] * ofPrefix[i], meanBefore = before[i + 1] * ofSuffix[i];
                var away = mean - meanBefore + between;
                var squares = prefixSquares[i] - (prefix[i] * mean)
                    + (beforeSquares[i + 1] - (before[i + 1] * meanBefore)) + (away * away * ofBetween[i]);
                result[i] = Math.Sqrt(Math.Max(squares, 0) * scale);
            }
        }

        internal readonly double Whole(double scale)
        {
            var sum = prefix[window - 1];
            return Math.Sqrt(Math.Max(prefixSquares[window - 1] - (sum * sum * ofPrefix[window - 1]), 0) * scale);
        }

        internal void Swap()
        {
            var swap = before;
            before = suffix;
            suffix = swap;
            swap = beforeSquares;
            beforeSquares = suffixSquares;
            suffixSquares = swap;
        }

        private static Vector<double> At(ReadOnlySpan<double> values, int index, int width) =>
            new(values.Slice(index, width));
    }
}
