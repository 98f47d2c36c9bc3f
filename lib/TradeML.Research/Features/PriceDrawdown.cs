using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features;

/// <summary>Drawdown of the price: the close over the highest close of the window, minus 1; 0 at a high, never positive.</summary>
public static class PriceDrawdown
{
    /// <summary>Drawdown from the highest close of the last <paramref name="window"/> rows; unknown until the window is full.</summary>
    /// <param name="close">Forward closes.</param>
    /// <param name="window">Rows, the current one included; at least 1.</param>
    /// <param name="result">As long as <paramref name="close"/>; it may not overlap it.</param>
    /// <param name="scratch">At least <see cref="RollingSum.ScratchLength"/> long.</param>
    public static void Compute(ReadOnlySpan<double> close, int window, Span<double> result, Span<double> scratch)
    {
        RollingMax.Compute(close, window, result, scratch);
        for (var t = 0; t < result.Length; t++) result[t] = (close[t] / result[t]) - 1;
    }

    /// <summary>Drawdown from the highest known close since the first row.</summary>
    /// <param name="close">Forward closes.</param>
    /// <param name="result">As long as <paramref name="close"/>.</param>
    public static void Expanding(ReadOnlySpan<double> close, Span<double> result)
    {
        var highest = double.NegativeInfinity;
        for (var t = 0; t < close.Length; t++)
        {
            if (close[t] > highest) highest = close[t];
            result[t] = (close[t] / highest) - 1;
        }
    }
}
