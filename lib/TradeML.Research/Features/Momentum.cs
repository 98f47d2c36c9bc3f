using System.Numerics;

namespace TradeML.Research.Features;

/// <summary>
/// Momentum: the log total return over the last h rows, <c>ln(close(t) / close(t − h))</c> (Jegadeesh and Titman 1993, without a skipped month).
/// </summary>
public static class Momentum
{
    /// <summary>Fills <paramref name="result"/>; the first h rows are unknown.</summary>
    /// <param name="logClose">Natural logs of forward closes.</param>
    /// <param name="horizon">h, at least 1.</param>
    /// <param name="result">As long as <paramref name="logClose"/>.</param>
    public static void Compute(ReadOnlySpan<double> logClose, int horizon, Span<double> result)
    {
        var warmUp = Math.Min(horizon, logClose.Length);
        result[..warmUp].Fill(double.NaN);
        var width = Vector<double>.Count;
        var t = warmUp;
        for (; t <= logClose.Length - width; t += width)
            (new Vector<double>(logClose.Slice(t, width)) - new Vector<double>(logClose.Slice(t - horizon, width))).CopyTo(result.Slice(t, width));
        for (; t < logClose.Length; t++) result[t] = logClose[t] - logClose[t - horizon];
    }
}
