using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features.Kernels;

/// <summary>
/// The two halves of a day's log return: previous close to open, and open to close. They add up to the daily log
/// return.
/// </summary>
internal static class Gaps
{
    /// <summary><c>gap_overnight</c>: ln(o(t) / c(t − 1)), a log total return; known from row 1 on.</summary>
    public static FeatureDefinition OvernightGap { get; } = new()
    {
        Pattern = "gap_overnight", Family = "gaps", Formula = "ln(o(t) / c(t − 1))", Unit = "log total return",
        Source = "SSOT §3.1",
        Inputs = FeatureInput.Open | FeatureInput.Close, FixedWarmUp = 1,
        Kernel = (series, _, result) => Overnight(series.LogOpen, series.LogClose, result),
    };

    /// <summary><c>ret_open_to_close</c>: ln(c(t) / o(t)), a log return; known from row 0 on.</summary>
    public static FeatureDefinition IntradayReturn { get; } = new()
    {
        Pattern = "ret_open_to_close", Family = "gaps", Formula = "ln(c(t) / o(t))", Unit = "log return",
        Source = "SSOT §3.1",
        Inputs = FeatureInput.Open | FeatureInput.Close,
        Kernel = (series, _, result) => OpenToClose(series.LogOpen, series.LogClose, result),
    };

    /// <summary><c>ln(open(t) / close(t − 1))</c> on forward prices; the first row is unknown.</summary>
    /// <param name="logOpen">Natural logs of forward opens.</param>
    /// <param name="logClose">Natural logs of forward closes.</param>
    /// <param name="result">As long as the inputs.</param>
    public static void Overnight(ReadOnlySpan<double> logOpen, ReadOnlySpan<double> logClose, Span<double> result)
    {
        if (result.IsEmpty) return;
        result[0] = double.NaN;
        Arithmetic.Subtract(logOpen[1..], logClose[..^1], result[1..]);
    }

    /// <summary><c>ln(close(t) / open(t))</c>.</summary>
    /// <param name="logOpen">Natural logs of forward opens.</param>
    /// <param name="logClose">Natural logs of forward closes.</param>
    /// <param name="result">As long as the inputs.</param>
    public static void OpenToClose(ReadOnlySpan<double> logOpen, ReadOnlySpan<double> logClose, Span<double> result) =>
        Arithmetic.Subtract(logClose, logOpen, result);
}
