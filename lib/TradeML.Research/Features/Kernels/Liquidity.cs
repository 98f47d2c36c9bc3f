using System.Numerics;
using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features.Kernels;

/// <summary>
/// Liquidity from raw prices and volumes of each date: never from adjusted ones, which would leak later splits into the
/// level.
/// </summary>
internal static class Liquidity
{
    /// <summary><c>adv_H_dollar</c>: mean of raw close × volume over H rows, in USD; known from row H − 1 on.</summary>
    public static FeatureDefinition DollarVolume { get; } = new()
    {
        Pattern = "adv_H_dollar", Family = "liquidity", Formula = "mean of raw close × volume over H rows",
        Unit = "USD", Source = "SSOT §3.1",
        Inputs = FeatureInput.Close | FeatureInput.Volume, WarmUpBeyondWindow = -1,
        Kernel = (series, spec, result) => Mean(series.DollarVolumes, spec.Window, result, series.Scratch),
    };

    /// <summary>
    /// <c>log_adv_H</c>: ln of the mean dollar volume, in ln USD; unknown where nothing was traded; known from row H −
    /// 1 on.
    /// </summary>
    public static FeatureDefinition LogDollarVolume { get; } = DollarVolume with
    {
        Pattern = "log_adv_H",
        Formula = "ln(mean of raw close × volume over H rows); unknown where that is 0",
        Unit = "ln USD",
        Kernel = (series, spec, result) =>
        {
            Mean(series.DollarVolumes, spec.Window, result, series.Scratch);
            Arithmetic.LogOfPositive(result);
        },
    };

    /// <summary>
    /// <c>adv_H_shares</c>: mean volume over H rows, re-expressed in the shares of t; known from row H − 1 on.
    /// </summary>
    public static FeatureDefinition ShareVolume { get; } = new()
    {
        Pattern = "adv_H_shares", Family = "liquidity", Formula = "mean of v over H rows, in the shares of t",
        Unit = "shares", Source = "SSOT §3.1",
        Inputs = FeatureInput.Volume, WarmUpBeyondWindow = -1,
        Kernel = (series, spec, result) =>
        {
            Mean(series.ForwardVolume, spec.Window, result, series.Scratch);
            if (series.HasSteps) Arithmetic.Multiply(result, series.VolumeSteps, result);
        },
    };

    /// <summary>
    /// <c>amihud_H_x1e6</c>: mean of abs(simple return) / dollar volume over H rows × 10⁶, per USD; a row without
    /// volume makes it unknown; known from row H on.
    /// </summary>
    public static FeatureDefinition Amihud { get; } = new()
    {
        Pattern = "amihud_H_x1e6", Family = "liquidity",
        Formula =
            "mean of abs(simple return) / (raw close × volume) over H rows × 10⁶; unknown with a row without volume",
        Unit = "10⁶/USD", Source = "Amihud (2002)", Inputs = FeatureInput.Close | FeatureInput.Volume,
        Kernel = (series, spec, result) => MeanIlliquidity(series, spec.Window, result),
    };

    /// <summary>
    /// <c>amihud_H_x1e6_skip_zero_volume</c>: the same, as the mean over the rows with volume; known from row H on.
    /// </summary>
    public static FeatureDefinition AmihudSkippingZero { get; } = Amihud with
    {
        Pattern = "amihud_H_x1e6_skip_zero_volume",
        Formula = "mean of abs(simple return) / (raw close × volume) over those of H rows with volume × 10⁶",
        Kernel = (series, spec, result) =>
        {
            Illiquidity(series.ForwardClose, series.DollarVolumes, 0, series.Work);
            RollingSum.Compute(series.Work, spec.Window, result, series.Scratch);
            HasVolume(series.DollarVolumes, series.Work);
            RollingSum.Compute(series.Work, spec.Window, series.SecondWork, series.Scratch);
            Arithmetic.Divide(result, series.SecondWork, result);
        },
    };

    /// <summary><c>log_amihud_H</c>: ln of Amihud × 10⁶; unknown where that is 0; known from row H on.</summary>
    public static FeatureDefinition LogAmihud { get; } = Amihud with
    {
        Pattern = "log_amihud_H",
        Formula = "ln(mean of abs(simple return) / (raw close × volume) over H rows × 10⁶); unknown where that is 0",
        Unit = "ln(10⁶/USD)",
        Kernel = (series, spec, result) =>
        {
            MeanIlliquidity(series, spec.Window, result);
            Arithmetic.LogOfPositive(result);
        },
    };

    /// <summary>
    /// <c>turnover_H</c>: mean of volume / shares outstanding known on each date over H rows, a fraction; known from
    /// row H − 1 on.
    /// </summary>
    public static FeatureDefinition Turnover { get; } = new()
    {
        Pattern = "turnover_H", Family = "liquidity",
        Formula = "mean of volume / shares outstanding, as known on each date, over H rows", Unit = "fraction a day",
        Source = "Datar, Naik and Radcliffe (1998)",
        Inputs = FeatureInput.Volume | FeatureInput.SharesOutstanding, WarmUpBeyondWindow = -1,
        Kernel = (series, spec, result) =>
        {
            Arithmetic.Divide(series.Volume, series.SharesOutstanding, series.Work);
            Mean(series.Work, spec.Window, result, series.Scratch);
        },
    };

    /// <summary>Mean over the window; unknown until it is full.</summary>
    /// <param name="values">For example dollar volumes, or turnover of each day.</param>
    /// <param name="window">Rows, at least 1.</param>
    /// <param name="result">As long as the input; it may not overlap it.</param>
    /// <param name="scratch">At least <see cref="RollingSum.ScratchLength"/> long.</param>
    public static void Mean(ReadOnlySpan<double> values, int window, Span<double> result, Span<double> scratch)
    {
        RollingSum.Compute(values, window, result, scratch);
        Arithmetic.Scale(result, 1.0 / window);
    }

    /// <summary>Dollar volume of each day: raw close × volume.</summary>
    /// <param name="close">Raw closes.</param>
    /// <param name="volume">Raw volumes in shares.</param>
    /// <param name="result">As long as the inputs.</param>
    public static void Dollars(ReadOnlySpan<double> close, ReadOnlySpan<double> volume, Span<double> result) =>
        Arithmetic.Multiply(close, volume, result);

    /// <summary>
    /// Amihud's illiquidity of each day (Journal of Financial Markets 5, 2002): absolute simple return per dollar
    /// traded, × 10⁶. A day without volume is <paramref name="withoutVolume"/>; the first row is unknown.
    /// </summary>
    /// <param name="forwardClose">Forward closes.</param>
    /// <param name="dollars">Dollar volumes.</param>
    /// <param name="withoutVolume">NaN (the window is unknown) or 0 (the day is skipped).</param>
    /// <param name="result">As long as the inputs.</param>
    public static void Illiquidity(
        ReadOnlySpan<double> forwardClose, ReadOnlySpan<double> dollars, double withoutVolume, Span<double> result)
    {
        if (result.IsEmpty) return;
        result[0] = double.NaN;
        var width = Vector<double>.Count;
        var t = 1;
        for (; t <= result.Length - width; t += width)
        {
            Vector<double> traded = new(dollars.Slice(t, width)), now = new(forwardClose.Slice(t, width)),
                before = new(forwardClose.Slice(t - 1, width));
            var ratio = Vector.Abs((now / before) - Vector<double>.One) * 1e6 / traded;
            Vector.ConditionalSelect(Vector.Equals(traded, Vector<double>.Zero), new Vector<double>(withoutVolume),
                ratio).CopyTo(result.Slice(t, width));
        }

        for (; t < result.Length; t++)
            result[t] = dollars[t] == 0
                ? withoutVolume
                : Math.Abs((forwardClose[t] / forwardClose[t - 1]) - 1) * 1e6 / dollars[t];
    }

    /// <summary>1 for a day with volume, 0 for one without: what the skipping mean divides by.</summary>
    /// <param name="dollars">Dollar volumes.</param>
    /// <param name="result">As long as the input.</param>
    public static void HasVolume(ReadOnlySpan<double> dollars, Span<double> result)
    {
        for (var t = 0; t < result.Length; t++) result[t] = dollars[t] > 0 ? 1 : 0;
    }

    private static void MeanIlliquidity(SymbolSeries series, int window, Span<double> result)
    {
        Illiquidity(series.ForwardClose, series.DollarVolumes, double.NaN, series.Work);
        Mean(series.Work, window, result, series.Scratch);
    }
}
