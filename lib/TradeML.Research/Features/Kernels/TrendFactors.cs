using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features.Kernels;

/// <summary>
/// Least-squares lines through the closes of a window, and the correlation of price and volume, after Qlib's Alpha158.
/// </summary>
internal static class TrendFactors
{
    /// <summary>
    /// <c>beta_H</c>: slope of the line through c over H rows / c(t), a fraction a row; known from row H − 1 on.
    /// </summary>
    public static FeatureDefinition Slope { get; } = new()
    {
        Pattern = "beta_H", Family = "trend factors",
        Formula = "slope of the least-squares line through c over H rows / c(t)", Unit = "fraction a row",
        Source = "Qlib Alpha158, BETA",
        Inputs = FeatureInput.Close, WarmUpBeyondWindow = -1, LeastWindow = 2,
        Kernel = (series, spec, result) =>
        {
            RollingLine.Compute(series.ForwardClose, spec.Window, LineFigure.Slope, result, series.Scratch);
            Arithmetic.Divide(result, series.ForwardClose, result);
        },
    };

    /// <summary>
    /// <c>rsqr_H</c>: R² of that line, 0 to 1; unknown when c does not move; known from row H − 1 on.
    /// </summary>
    public static FeatureDefinition Fit { get; } = Slope with
    {
        Pattern = "rsqr_H",
        Formula = "R² of the least-squares line through c over H rows; unknown when c does not move",
        Unit = "0 to 1",
        Source = "Qlib Alpha158, RSQR",
        Kernel = (series, spec, result) =>
            RollingLine.Compute(series.ForwardClose, spec.Window, LineFigure.Fit, result, series.Scratch),
    };

    /// <summary><c>resi_H</c>: (c(t) − the line at t) / c(t), a fraction; known from row H − 1 on.</summary>
    public static FeatureDefinition Residual { get; } = Slope with
    {
        Pattern = "resi_H",
        Formula = "(c(t) − the least-squares line of H rows at t) / c(t)",
        Unit = "fraction",
        Source = "Qlib Alpha158, RESI",
        Kernel = (series, spec, result) =>
        {
            RollingLine.Compute(series.ForwardClose, spec.Window, LineFigure.Residual, result, series.Scratch);
            Arithmetic.Divide(result, series.ForwardClose, result);
        },
    };

    /// <summary>
    /// <c>corr_H</c>: correlation of c and ln(v + 1) over H rows, −1 to 1; unknown when either does not move; known
    /// from row H − 1 on.
    /// </summary>
    public static FeatureDefinition PriceVolumeCorrelation { get; } = Slope with
    {
        Pattern = "corr_H",
        Formula = "correlation of c and ln(v + 1) over H rows; unknown when either does not move",
        Unit = "−1 to 1",
        Source = "Qlib Alpha158, CORR",
        Inputs = FeatureInput.Close | FeatureInput.Volume,
        Kernel = (series, spec, result) =>
        {
            var logVolume = series.Work;
            var volume = series.ForwardVolume;
            for (var t = 0; t < logVolume.Length; t++) logVolume[t] = volume[t] + 1;
            Logarithm.Compute(logVolume, logVolume);
            RollingCorrelation.Compute(series.ForwardClose, logVolume, spec.Window, result);
        },
    };
}
