using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features;

/// <summary>Volatilities of daily log returns, annualised with 252 sessions. The first return is unknown, so an h-row window is full at row h (0-based).</summary>
public static class Volatility
{
    /// <summary>Square root of the 252 sessions of a year.</summary>
    public static readonly double Annualiser = Math.Sqrt(252);

    /// <summary>Realised volatility: standard deviation (n − 1) over the window.</summary>
    /// <param name="logReturns">Daily log returns, the first unknown.</param>
    /// <param name="window">Rows, at least 2.</param>
    /// <param name="result">As long as the input; it may not overlap it.</param>
    /// <param name="scratch">At least <see cref="RollingDeviation.ScratchLength"/> long.</param>
    public static void Realised(ReadOnlySpan<double> logReturns, int window, Span<double> result, Span<double> scratch) =>
        RollingDeviation.Compute(logReturns, window, Annualiser, result, scratch);

    /// <summary>Realised volatility around zero: root of the mean square.</summary>
    /// <param name="squares">Squared daily log returns, the first unknown.</param>
    /// <param name="window">Rows, at least 1.</param>
    /// <param name="result">As long as the input; it may not overlap it.</param>
    /// <param name="scratch">At least <see cref="RollingSum.ScratchLength"/> long.</param>
    public static void RootMeanSquare(ReadOnlySpan<double> squares, int window, Span<double> result, Span<double> scratch)
    {
        RollingSum.Compute(squares, window, result, scratch);
        var scale = 252.0 / window;
        for (var t = 0; t < result.Length; t++) result[t] = Math.Sqrt(result[t] * scale);
    }

    /// <summary>Squares of the returns, or of their negative part only.</summary>
    /// <param name="logReturns">Daily log returns.</param>
    /// <param name="negativeOnly">True for downside volatility: positive returns count as 0 (Sortino and van der Meer 1991), over all rows of the window.</param>
    /// <param name="result">As long as the input.</param>
    public static void Squares(ReadOnlySpan<double> logReturns, bool negativeOnly, Span<double> result)
    {
        for (var t = 0; t < result.Length; t++)
        {
            var r = negativeOnly ? Math.Min(logReturns[t], 0) : logReturns[t];
            result[t] = r * r;
        }
    }
}
