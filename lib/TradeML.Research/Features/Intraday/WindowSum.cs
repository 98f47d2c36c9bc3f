using System.Numerics;

namespace TradeML.Research.Features.Intraday;

/// <summary>
/// Sums over the last minutes of a session, for all minutes at once: one pass a lag, so that a sum has always the same
/// order of additions and depends on its own window only. Unknown (NaN) until the window is full and while it holds an
/// unknown value.
/// </summary>
internal static class WindowSum
{
    internal static void Compute(ReadOnlySpan<double> values, int window, Span<double> result)
    {
        result[..Math.Min(window - 1, result.Length)].Fill(double.NaN);
        if (values.Length < window) return;
        var full = result[(window - 1)..values.Length];
        values[(window - 1)..].CopyTo(full);
        for (var lag = 1; lag < window; lag++)
        {
            var earlier = values.Slice(window - 1 - lag, full.Length);
            var i = 0;
            for (; i <= full.Length - Vector<double>.Count; i += Vector<double>.Count)
                (new Vector<double>(full[i..]) + new Vector<double>(earlier[i..])).CopyTo(full[i..]);
            for (; i < full.Length; i++) full[i] += earlier[i];
        }
    }

    /// <summary>Standard deviation (n − 1) over the window, in two passes.</summary>
    internal static void Deviation(ReadOnlySpan<double> values, int window, Span<double> result, Span<double> mean)
    {
        Compute(values, window, mean);
        result[..Math.Min(window - 1, result.Length)].Fill(double.NaN);
        if (values.Length < window) return;
        var full = result[(window - 1)..values.Length];
        var center = mean[(window - 1)..values.Length];
        for (var i = 0; i < full.Length; i++) (center[i], full[i]) = (center[i] / window, 0);
        for (var lag = 0; lag < window; lag++)
        {
            var earlier = values.Slice(window - 1 - lag, full.Length);
            var i = 0;
            for (; i <= full.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                var off = new Vector<double>(earlier[i..]) - new Vector<double>(center[i..]);
                (new Vector<double>(full[i..]) + (off * off)).CopyTo(full[i..]);
            }

            for (; i < full.Length; i++)
            {
                var off = earlier[i] - center[i];
                full[i] += off * off;
            }
        }

        for (var i = 0; i < full.Length; i++) full[i] = Math.Sqrt(full[i] / (window - 1));
    }
}
