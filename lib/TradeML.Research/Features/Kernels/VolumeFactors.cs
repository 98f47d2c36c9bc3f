using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features.Kernels;

/// <summary>
/// Rolling volume factors after Qlib's Alpha158, over volumes in the shares of one date; unknown on a row without
/// volume.
/// </summary>
internal static class VolumeFactors
{
    /// <summary><c>vma_H</c>: mean of v over H rows / v(t), a ratio; known from row H − 1 on.</summary>
    public static FeatureDefinition Mean { get; } = new()
    {
        Pattern = "vma_H", Family = "volume factors",
        Formula = "mean of v over H rows / v(t); unknown without volume at t", Unit = "ratio",
        Source = "Qlib Alpha158, VMA",
        Inputs = FeatureInput.Volume, WarmUpBeyondWindow = -1,
        Kernel = (series, spec, result) =>
        {
            Liquidity.Mean(series.ForwardVolume, spec.Window, result, series.Scratch);
            DivideByVolume(series.ForwardVolume, result);
        },
    };

    /// <summary>
    /// <c>vstd_H</c>: standard deviation (n − 1) of v over H rows / v(t), a ratio; known from row H − 1 on.
    /// </summary>
    public static FeatureDefinition Deviation { get; } = Mean with
    {
        Pattern = "vstd_H",
        Formula = "standard deviation (n − 1) of v over H rows / v(t); unknown without volume at t",
        Source = "Qlib Alpha158, VSTD",
        LeastWindow = 2,
        Kernel = (series, spec, result) =>
        {
            RollingDeviation.Compute(series.ForwardVolume, spec.Window, 1, result, series.Scratch);
            DivideByVolume(series.ForwardVolume, result);
        },
    };

    private static void DivideByVolume(ReadOnlySpan<double> volume, Span<double> result)
    {
        for (var t = 0; t < result.Length; t++) result[t] = volume[t] > 0 ? result[t] / volume[t] : double.NaN;
    }
}
