namespace TradeML.Research.Features.Rolling;

/// <summary>Maxima over the last <c>window</c> rows by the block scheme of <see cref="RollingSum"/>: three comparisons a row whatever the window.</summary>
public static class RollingMax
{
    /// <summary>Fills <paramref name="result"/>; rows whose window is not full or holds an unknown value are unknown.</summary>
    /// <param name="values">The series.</param>
    /// <param name="window">Rows of the window, the current one included; at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>; it may not overlap them.</param>
    /// <param name="scratch">At least <see cref="RollingSum.ScratchLength"/> long.</param>
    public static void Compute(ReadOnlySpan<double> values, int window, Span<double> result, Span<double> scratch)
    {
        var previous = scratch[..(window + 1)];
        var next = scratch[(window + 1)..(2 * (window + 1))];
        previous.Fill(double.NaN);
        previous[window] = double.NegativeInfinity;
        for (var start = 0; start < values.Length; start += window)
        {
            var length = Math.Min(window, values.Length - start);
            var block = values.Slice(start, length);
            var output = result.Slice(start, length);
            double prefix = double.NegativeInfinity, suffix = double.NegativeInfinity;
            next[window] = double.NegativeInfinity;
            for (int i = 0, j = length - 1; i < length; i++, j--)
            {
                prefix = Math.Max(prefix, block[i]);
                suffix = Math.Max(suffix, block[j]);
                output[i] = Math.Max(previous[i + 1], prefix);
                next[j] = suffix;
            }

            var swap = previous;
            previous = next;
            next = swap;
        }
    }
}
