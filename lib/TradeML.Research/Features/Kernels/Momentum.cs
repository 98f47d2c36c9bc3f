using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features.Kernels;

/// <summary>
/// Momentum: the log total return over the last h rows, <c>ln(close(t) / close(t − h))</c> (Jegadeesh and Titman 1993,
/// without a skipped month).
/// </summary>
internal static class Momentum
{
    /// <summary><c>mom_H</c>: ln(c(t) / c(t − H)), a log total return; known from row H on.</summary>
    public static FeatureDefinition Return { get; } = new()
    {
        Pattern = "mom_H", Family = "momentum", Formula = "ln(c(t) / c(t − H))", Unit = "log total return",
        Source = "Jegadeesh and Titman (1993), no month skipped",
        Inputs = FeatureInput.Close, WarmUpBeyondWindow = 0,
        Kernel = (series, spec, result) => Compute(series.LogClose, spec.Window, result),
    };

    /// <summary>Fills <paramref name="result"/>; the first h rows are unknown.</summary>
    /// <param name="logClose">Natural logs of forward closes.</param>
    /// <param name="horizon">h, at least 1.</param>
    /// <param name="result">As long as <paramref name="logClose"/>.</param>
    public static void Compute(ReadOnlySpan<double> logClose, int horizon, Span<double> result)
    {
        var warmUp = Math.Min(horizon, logClose.Length);
        result[..warmUp].Fill(double.NaN);
        Arithmetic.Subtract(logClose[warmUp..], logClose[..^warmUp], result[warmUp..]);
    }
}
