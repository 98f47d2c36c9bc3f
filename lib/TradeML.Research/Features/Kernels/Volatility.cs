using System.Numerics;
using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features.Kernels;

/// <summary>
/// Volatilities of daily log returns, annualised with 252 sessions. The first return is unknown, so an h-row window is
/// full at row h (0-based).
/// </summary>
internal static class Volatility
{
    /// <summary>
    /// <c>rvol_H</c>: standard deviation (n − 1) of r over H rows × √252, a year; known from row H on.
    /// </summary>
    public static FeatureDefinition OfReturns { get; } = new()
    {
        Pattern = "rvol_H", Family = "volatility", Formula = "standard deviation (n − 1) of r over H rows × √252",
        Unit = "a year", Source = "SSOT §3.1",
        Inputs = FeatureInput.Close, LeastWindow = 2,
        Kernel = (series, spec, result) => Realised(series.LogReturns, spec.Window, result, series.Scratch),
    };

    /// <summary><c>rvol_H_zero_mean</c>: √(mean of r² over H rows × 252), a year; known from row H on.</summary>
    public static FeatureDefinition AroundZero { get; } = new()
    {
        Pattern = "rvol_H_zero_mean", Family = "volatility", Formula = "√(mean of r² over H rows × 252)",
        Unit = "a year", Source = "Andersen and Bollerslev (1998)",
        Inputs = FeatureInput.Close,
        Kernel = (series, spec, result) =>
        {
            Squares(series.LogReturns, false, series.Work);
            RootMeanSquare(series.Work, spec.Window, result, series.Scratch);
        },
    };

    /// <summary>
    /// <c>downside_vol_H</c>: √(mean of min(r, 0)² over all H rows × 252), a year; known from row H on.
    /// </summary>
    public static FeatureDefinition Downside { get; } = new()
    {
        Pattern = "downside_vol_H", Family = "volatility", Formula = "√(mean of min(r, 0)² over all H rows × 252)",
        Unit = "a year", Source = "Sortino and van der Meer (1991)",
        Inputs = FeatureInput.Close,
        Kernel = (series, spec, result) =>
        {
            Squares(series.LogReturns, true, series.Work);
            RootMeanSquare(series.Work, spec.Window, result, series.Scratch);
        },
    };

    /// <summary>Square root of the 252 sessions of a year.</summary>
    public static readonly double Annualiser = Math.Sqrt(252);

    /// <summary>Realised volatility: standard deviation (n − 1) over the window.</summary>
    /// <param name="logReturns">Daily log returns, the first unknown.</param>
    /// <param name="window">Rows, at least 2.</param>
    /// <param name="result">As long as the input; it may not overlap it.</param>
    /// <param name="scratch">At least <see cref="RollingDeviation.ScratchLength"/> long.</param>
    public static void Realised(
        ReadOnlySpan<double> logReturns, int window, Span<double> result, Span<double> scratch) =>
        RollingDeviation.Compute(logReturns, window, Annualiser, result, scratch);

    /// <summary>Realised volatility around zero: root of the mean square.</summary>
    /// <param name="squares">Squared daily log returns, the first unknown.</param>
    /// <param name="window">Rows, at least 1.</param>
    /// <param name="result">As long as the input; it may not overlap it.</param>
    /// <param name="scratch">At least <see cref="RollingSum.ScratchLength"/> long.</param>
    public static void RootMeanSquare(
        ReadOnlySpan<double> squares, int window, Span<double> result, Span<double> scratch)
    {
        RollingSum.Compute(squares, window, result, scratch);
        Arithmetic.RootOfScaled(result, 252.0 / window);
    }

    /// <summary>Squares of the returns, or of their negative part only.</summary>
    /// <param name="logReturns">Daily log returns.</param>
    /// <param name="negativeOnly">True for downside volatility: positive returns count as 0 (Sortino and van der Meer
    /// 1991), over all rows of the window.</param>
    /// <param name="result">As long as the input.</param>
    public static void Squares(ReadOnlySpan<double> logReturns, bool negativeOnly, Span<double> result)
    {
        var width = Vector<double>.Count;
        var most = new Vector<double>(negativeOnly ? 0 : double.PositiveInfinity);
        var t = 0;
        for (; t <= result.Length - width; t += width)
        {
            var r = Vector.Min(new Vector<double>(logReturns.Slice(t, width)), most);
            (r * r).CopyTo(result.Slice(t, width));
        }

        for (; t < result.Length; t++)
        {
            var r = Math.Min(logReturns[t], most[0]);
            result[t] = r * r;
        }
    }
}
