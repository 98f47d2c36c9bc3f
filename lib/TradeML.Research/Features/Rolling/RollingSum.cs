namespace TradeML.Research.Features.Rolling;

/// <summary>
/// Sums over the last <c>window</c> rows. The rows are cut into blocks of one window; every window is a suffix of one block and a
/// prefix of the next (van Herk 1992; Gil and Werman 1993), so each sum is two short sums added together. Nothing is ever subtracted
/// from a running total: there is no drift however long the series, and an unknown value is forgotten as soon as it leaves the window.
/// </summary>
public static class RollingSum
{
    /// <summary>Length of the scratch span for a window.</summary>
    /// <param name="window">Rows of the window.</param>
    public static int ScratchLength(int window) => 2 * (window + 1);

    /// <summary>Fills <paramref name="result"/>; its first <c>window − 1</c> rows are unknown.</summary>
    /// <param name="values">The series.</param>
    /// <param name="window">Rows of the window, the current one included; at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>; it may not overlap them.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> long.</param>
    public static void Compute(ReadOnlySpan<double> values, int window, Span<double> result, Span<double> scratch)
    {
        var previous = scratch[..(window + 1)];
        var next = scratch[(window + 1)..(2 * (window + 1))];
        previous.Fill(double.NaN);
        previous[window] = 0;
        for (var start = 0; start < values.Length; start += window)
        {
            var length = Math.Min(window, values.Length - start);
            var block = values.Slice(start, length);
            var output = result.Slice(start, length);
            double prefix = 0, suffix = 0;
            if (length < window)
            {
                for (var i = 0; i < length; i++)
                {
                    prefix += block[i];
                    output[i] = previous[i + 1] + prefix;
                }

                return;
            }

            next[window] = 0;
            for (int i = 0, j = window - 1; i < window; i++, j--)
            {
                prefix += block[i];
                suffix += block[j];
                output[i] = previous[i + 1] + prefix;
                next[j] = suffix;
            }

            var swap = previous;
            previous = next;
            next = swap;
        }
    }
}
