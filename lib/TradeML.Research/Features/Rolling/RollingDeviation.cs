namespace TradeML.Research.Features.Rolling;

/// <summary>
/// Standard deviations (n − 1) over the last <c>window</c> rows. As in <see cref="RollingSum"/> a window is a suffix of one block and a
/// prefix of the next; for each, mean and sum of squared deviations are kept by Welford's update (1962), and the two are merged by the
/// pairwise formula of Chan, Golub and LeVeque (1979). No running total is ever reduced, and no large squares cancel: the result is as
/// good in row 10⁶ as in the first, and a constant window gives exactly 0.
/// </summary>
public static class RollingDeviation
{
    /// <summary>Length of the scratch span for a window.</summary>
    /// <param name="window">Rows of the window.</param>
    public static int ScratchLength(int window) => 6 * (window + 1);

    /// <summary>Fills <paramref name="result"/> with deviations times a factor; rows whose window is not full or holds an unknown value are unknown.</summary>
    /// <param name="values">The series.</param>
    /// <param name="window">Rows of the window, the current one included; at least 2.</param>
    /// <param name="factor">Factor on the deviation, for example √252.</param>
    /// <param name="result">As long as <paramref name="values"/>; it may not overlap them.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> long.</param>
    public static void Compute(ReadOnlySpan<double> values, int window, double factor, Span<double> result, Span<double> scratch)
    {
        var size = window + 1;
        Span<double> mean = scratch[..size], squares = scratch.Slice(size, size);
        Span<double> nextMean = scratch.Slice(2 * size, size), nextSquares = scratch.Slice(3 * size, size);
        Span<double> inverse = scratch.Slice(4 * size, size), merge = scratch.Slice(5 * size, size);
        mean.Fill(double.NaN);
        squares.Fill(double.NaN);
        for (var count = 1; count <= window; count++)
        {
            inverse[count] = 1.0 / count;
            merge[count] = (double)count * (window - count) / window;
        }

        mean[window] = squares[window] = 0;
        var scale = factor * factor / (window - 1);
        for (var start = 0; start < values.Length; start += window)
        {
            var length = Math.Min(window, values.Length - start);
            var block = values.Slice(start, length);
            var output = result.Slice(start, length);
            double m = 0, s = 0, backM = 0, backS = 0;
            for (int i = 0, j = length - 1; i < length; i++, j--)
            {
                var delta = block[i] - m;
                m += delta * inverse[i + 1];
                s += delta * (block[i] - m);
                var between = m - mean[i + 1];
                output[i] = Math.Sqrt((s + squares[i + 1] + (between * between * merge[i + 1])) * scale);
                var back = block[j] - backM;
                backM += back * inverse[i + 1];
                backS += back * (block[j] - backM);
                nextMean[j] = backM;
                nextSquares[j] = backS;
            }

            nextMean[window] = nextSquares[window] = 0;
            var swap = mean;
            mean = nextMean;
            nextMean = swap;
            swap = squares;
            squares = nextSquares;
            nextSquares = swap;
        }
    }
}
