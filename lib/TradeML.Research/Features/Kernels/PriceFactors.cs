using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features.Kernels;

/// <summary>Rolling price factors after Qlib's Alpha158, over the forward close.</summary>
internal static class PriceFactors
{
    /// <summary><c>ma_H</c>: mean of c over H rows / c(t), a ratio; known from row H − 1 on.</summary>
    public static FeatureDefinition Mean { get; } = new()
    {
        Pattern = "ma_H", Family = "price factors", Formula = "mean of c over H rows / c(t)", Unit = "ratio",
        Source = "Qlib Alpha158, MA",
        Inputs = FeatureInput.Close, WarmUpBeyondWindow = -1,
        Kernel = (series, spec, result) =>
        {
            Liquidity.Mean(series.ForwardClose, spec.Window, result, series.Scratch);
            Arithmetic.Divide(result, series.ForwardClose, result);
        },
    };

    /// <summary>
    /// <c>std_H</c>: standard deviation (n − 1) of c over H rows / c(t), a ratio; known from row H − 1 on.
    /// </summary>
    public static FeatureDefinition Deviation { get; } = Mean with
    {
        Pattern = "std_H",
        Formula = "standard deviation (n − 1) of c over H rows / c(t)",
        Source = "Qlib Alpha158, STD",
        LeastWindow = 2,
        Kernel = (series, spec, result) =>
        {
            RollingDeviation.Compute(series.ForwardClose, spec.Window, 1, result, series.Scratch);
            Arithmetic.Divide(result, series.ForwardClose, result);
        },
    };

    /// <summary><c>roc_H</c>: c(t − H) / c(t), a ratio; known from row H on.</summary>
    public static FeatureDefinition RateOfChange { get; } = Mean with
    {
        Pattern = "roc_H",
        Formula = "c(t − H) / c(t)",
        Source = "Qlib Alpha158, ROC",
        WarmUpBeyondWindow = 0,
        Kernel = (series, spec, result) =>
        {
            var warmUp = Math.Min(spec.Window, result.Length);
            result[..warmUp].Fill(double.NaN);
            Arithmetic.Divide(series.ForwardClose[..^warmUp], series.ForwardClose[warmUp..], result[warmUp..]);
        },
    };

    /// <summary><c>max_H</c>: highest h of H rows / c(t), a ratio; known from row H − 1 on.</summary>
    public static FeatureDefinition Highest { get; } = Mean with
    {
        Pattern = "max_H",
        Formula = "highest h of H rows / c(t)",
        Source = "Qlib Alpha158, MAX",
        Inputs = FeatureInput.High | FeatureInput.Close,
        Kernel = (series, spec, result) =>
        {
            RollingMax.Compute(series.ForwardHigh, spec.Window, result, series.Scratch);
            Arithmetic.Divide(result, series.ForwardClose, result);
        },
    };

    /// <summary><c>min_H</c>: lowest l of H rows / c(t), a ratio; known from row H − 1 on.</summary>
    public static FeatureDefinition Lowest { get; } = Mean with
    {
        Pattern = "min_H",
        Formula = "lowest l of H rows / c(t)",
        Source = "Qlib Alpha158, MIN",
        Inputs = FeatureInput.Low | FeatureInput.Close,
        Kernel = (series, spec, result) =>
        {
            RollingMax.Minimum(series.ForwardLow, spec.Window, result, series.Scratch);
            Arithmetic.Divide(result, series.ForwardClose, result);
        },
    };

    /// <summary>
    /// <c>rsv_H</c>: place of c(t) between the lowest l and the highest h of H rows, 0 to 1; unknown without a range;
    /// known from row H − 1 on.
    /// </summary>
    public static FeatureDefinition PlaceInRange { get; } = Mean with
    {
        Pattern = "rsv_H",
        Formula = "(c(t) − lowest l) / (highest h − lowest l) of H rows; unknown without a range",
        Unit = "0 to 1",
        Source = "Qlib Alpha158, RSV",
        Inputs = FeatureInput.High | FeatureInput.Low | FeatureInput.Close,
        Kernel = (series, spec, result) =>
        {
            Span<double> highest = series.Work, lowest = series.SecondWork;
            RollingMax.Compute(series.ForwardHigh, spec.Window, highest, series.Scratch);
            RollingMax.Minimum(series.ForwardLow, spec.Window, lowest, series.Scratch);
            Arithmetic.Subtract(highest, lowest, highest);
            Arithmetic.Subtract(series.ForwardClose, lowest, lowest);
            for (var t = 0; t < result.Length; t++) result[t] = highest[t] > 0 ? lowest[t] / highest[t] : double.NaN;
        },
    };
}
