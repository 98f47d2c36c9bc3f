using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features;

/// <summary>Liquidity from raw prices and volumes of each date: never from adjusted ones, which would leak later splits into the level.</summary>
public static class Liquidity
{
    /// <summary>Mean over the window; unknown until it is full.</summary>
    /// <param name="values">For example dollar volumes, or turnover of each day.</param>
    /// <param name="window">Rows, at least 1.</param>
    /// <param name="result">As long as the input; it may not overlap it.</param>
    /// <param name="scratch">At least <see cref="RollingSum.ScratchLength"/> long.</param>
    public static void Mean(ReadOnlySpan<double> values, int window, Span<double> result, Span<double> scratch)
    {
        RollingSum.Compute(values, window, result, scratch);
        var inverse = 1.0 / window;
        for (var t = 0; t < result.Length; t++) result[t] *= inverse;
    }

    /// <summary>Dollar volume of each day: raw close × volume.</summary>
    /// <param name="close">Raw closes.</param>
    /// <param name="volume">Raw volumes in shares.</param>
    /// <param name="result">As long as the inputs.</param>
    public static void Dollars(ReadOnlySpan<double> close, ReadOnlySpan<double> volume, Span<double> result)
    {
        for (var t = 0; t < result.Length; t++) result[t] = close[t] * volume[t];
    }

    /// <summary>
    /// Amihud's illiquidity of each day (Journal of Financial Markets 5, 2002): absolute simple return per dollar traded, × 10⁶.
    /// A day without volume is <paramref name="withoutVolume"/>; the first row is unknown.
    /// </summary>
    /// <param name="forwardClose">Forward closes.</param>
    /// <param name="dollars">Dollar volumes.</param>
    /// <param name="withoutVolume">NaN (the window is unknown) or 0 (the day is skipped).</param>
    /// <param name="result">As long as the inputs.</param>
    public static void Illiquidity(ReadOnlySpan<double> forwardClose, ReadOnlySpan<double> dollars, double withoutVolume, Span<double> result)
    {
        if (result.IsEmpty) return;
        result[0] = double.NaN;
        for (var t = 1; t < result.Length; t++)
            result[t] = dollars[t] == 0 ? withoutVolume : Math.Abs((forwardClose[t] / forwardClose[t - 1]) - 1) * 1e6 / dollars[t];
    }

    /// <summary>1 for a day with volume, 0 for one without: what the skipping mean divides by.</summary>
    /// <param name="dollars">Dollar volumes.</param>
    /// <param name="result">As long as the input.</param>
    public static void HasVolume(ReadOnlySpan<double> dollars, Span<double> result)
    {
        for (var t = 0; t < result.Length; t++) result[t] = dollars[t] > 0 ? 1 : 0;
    }
}
