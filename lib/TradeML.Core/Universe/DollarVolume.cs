using System.Numerics;

namespace TradeML.Core.Universe;

/// <summary>Mean dollar volume: raw close × raw volume, averaged over the last bars (USD a day).</summary>
internal static class DollarVolume
{
    /// <summary>
    /// Writes the mean over the window that ends on each bar; NaN before the first full window, and where a close or
    /// volume of the window is NaN. Every window is summed anew from its oldest bar, several windows side by side: a
    /// running sum would carry the rounding of everything before it and so depend on where the series begins.
    /// </summary>
    /// <param name="close">Raw closes (USD).</param>
    /// <param name="volume">Raw volumes (shares), as many.</param>
    /// <param name="window">Bars of the window, at least 1.</param>
    /// <param name="mean">Receives one value a bar.</param>
    public static void Mean(ReadOnlySpan<double> close, ReadOnlySpan<double> volume, int window, Span<double> mean)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(volume.Length, close.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(mean.Length, close.Length);
        mean[..Math.Min(window - 1, mean.Length)].Fill(double.NaN);
        var dollars = new double[close.Length];
        for (var i = 0; i < dollars.Length; i++) dollars[i] = close[i] * volume[i];
        var row = window - 1;
        for (; row + Vector<double>.Count <= dollars.Length; row += Vector<double>.Count)
        {
            var sums = Vector<double>.Zero;
            for (var back = row - window + 1; back <= row; back++) sums += new Vector<double>(dollars, back);
            (sums / new Vector<double>(window)).CopyTo(mean[row..]);
        }

        for (; row < dollars.Length; row++)
        {
            var sum = 0.0;
            for (var back = row - window + 1; back <= row; back++) sum += dollars[back];
            mean[row] = sum / window;
        }
    }
}
