using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features.Kernels;

/// <summary>
/// Drawdown of the price: the close over the highest close of the window, minus 1; 0 at a high, never positive.
/// </summary>
public static class PriceDrawdown
{
    /// <summary>
    /// <c>drawdown_H</c>: c(t) / highest c of the last H rows − 1, a fraction ≤ 0; known from row H − 1 on.
    /// </summary>
    public static FeatureDefinition OfWindow { get; } = new()
    {
        Pattern = "drawdown_H", Family = "drawdown", Formula = "c(t) / max(c of the last H rows) − 1",
        Unit = "fraction, ≤ 0", Source = "SSOT §3.1",
        Inputs = FeatureInput.Close, WarmUpBeyondWindow = -1,
        Kernel = (series, spec, result) => Compute(series.ForwardClose, spec.Window, result, series.Scratch),
    };

    /// <summary>
    /// <c>drawdown_expanding</c>: c(t) / highest c since the first row − 1, a fraction ≤ 0; known from row 0 on.
    /// </summary>
    public static FeatureDefinition SinceFirstRow { get; } = new()
    {
        Pattern = "drawdown_expanding", Family = "drawdown", Formula = "c(t) / max(c since the first row) − 1",
        Unit = "fraction, ≤ 0", Source = "SSOT §3.1",
        Inputs = FeatureInput.Close, Kernel = (series, _, result) => Expanding(series.ForwardClose, result),
    };

    /// <summary>
    /// Drawdown from the highest close of the last <paramref name="window"/> rows; unknown until the window is full.
    /// </summary>
    /// <param name="close">Forward closes.</param>
    /// <param name="window">Rows, the current one included; at least 1.</param>
    /// <param name="result">As long as <paramref name="close"/>; it may not overlap it.</param>
    /// <param name="scratch">At least <see cref="RollingSum.ScratchLength"/> long.</param>
    public static void Compute(ReadOnlySpan<double> close, int window, Span<double> result, Span<double> scratch)
    {
        RollingMax.Compute(close, window, result, scratch);
        Arithmetic.Change(close, result, result);
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
