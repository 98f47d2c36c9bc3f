using MathNet.Numerics.Distributions;

namespace TradeML.Research.Validation;

/// <summary>
/// Significance of a Sharpe ratio under non-normal returns and many trials: PSR and minimum track record (Bailey and
/// López de Prado, The Sharpe Ratio Efficient Frontier, Journal of Risk 15(2), 2012), DSR (the same, The Deflated
/// Sharpe Ratio, Journal of Portfolio Management 40(5), 2014), minimum backtest length (Bailey, Borwein, López de Prado
/// and Zhu, Pseudo-Mathematics and Financial Charlatanism, 2014). All ratios are per period unless the name says
/// otherwise; kurtosis is 3 for a normal sample. Undefined is NaN.
/// </summary>
public static class ProbabilisticSharpe
{
    private const double EulerMascheroni = 0.57721566490153286060651209008240243;

    /// <summary>Probability that the true Sharpe ratio exceeds a benchmark.</summary>
    /// <param name="sharpe">Observed ratio per period.</param>
    /// <param name="count">Number of returns.</param>
    /// <param name="skewness">Skewness of the returns.</param>
    /// <param name="kurtosis">Kurtosis of the returns.</param>
    /// <param name="benchmark">Ratio per period to exceed. Default 0.</param>
    public static double Psr(double sharpe, double count, double skewness, double kurtosis, double benchmark = 0)
    {
        var variance = Variance(sharpe, skewness, kurtosis);
        return variance > 0 && count > 1
            ? Normal.CDF(0, 1, (sharpe - benchmark) * Math.Sqrt(count - 1) / Math.Sqrt(variance))
            : double.NaN;
    }

    /// <summary>PSR of a sample of returns, with its biased skewness and kurtosis.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="benchmark">Ratio per period to exceed. Default 0.</param>
    public static double Psr(ReadOnlySpan<double> returns, double benchmark = 0)
    {
        var moments = SampleMoments.Of(returns);
        return moments.Deviation > 0
            ? Psr(moments.Mean / moments.Deviation, moments.Count, moments.Skewness, moments.Kurtosis, benchmark)
            : double.NaN;
    }

    /// <summary>
    /// Expected largest of N independent standard normals, by the closed approximation of the DSR paper; 0 for one
    /// trial.
    /// </summary>
    /// <param name="trials">N, at least 1.</param>
    public static double ExpectedMaximum(double trials)
    {
        if (!(trials >= 1)) return double.NaN;
        if (trials == 1) return 0;
        return ((1 - EulerMascheroni) * Normal.InvCDF(0, 1, 1 - (1 / trials)))
            + (EulerMascheroni * Normal.InvCDF(0, 1, 1 - (1 / (trials * Math.E))));
    }

    /// <summary>
    /// Expected largest of N independent standard normals, by integrating x · N φ(x) Φ(x)^(N−1); good to 1e-12.
    /// </summary>
    /// <param name="trials">N, at least 1.</param>
    public static double ExpectedMaximumExact(int trials)
    {
        if (trials < 1) return double.NaN;
        // The integrand is smooth and dies away on both sides: the trapezoid rule converges faster than any power of
        // the step.
        const double bound = 14, step = 1.0 / 256;
        var sum = 0.0;
        for (var x = -bound; x <= bound; x += step)
            sum += x * trials * Normal.PDF(0, 1, x) * Math.Pow(Normal.CDF(0, 1, x), trials - 1);
        return sum * step;
    }

    /// <summary>
    /// Expected largest Sharpe ratio per period of N trials without skill: what a selected one has to beat.
    /// </summary>
    /// <param name="trials">N, at least 1: every trial that was run.</param>
    /// <param name="variance">Variance of the trials' ratios per period.</param>
    public static double ExpectedMaximumSharpe(double trials, double variance) =>
        trials == 1 ? 0 : Math.Sqrt(variance) * ExpectedMaximum(trials);

    /// <summary>
    /// Deflated Sharpe ratio: the PSR against <see cref="ExpectedMaximumSharpe"/>. It is a probability.
    /// </summary>
    /// <param name="sharpe">Observed ratio per period of the selected trial.</param>
    /// <param name="count">Number of returns.</param>
    /// <param name="skewness">Skewness of its returns.</param>
    /// <param name="kurtosis">Kurtosis of its returns.</param>
    /// <param name="trials">N, at least 1.</param>
    /// <param name="variance">Variance of the trials' ratios per period.</param>
    public static double Dsr(
        double sharpe, double count, double skewness, double kurtosis, double trials, double variance) =>
        Psr(sharpe, count, skewness, kurtosis, ExpectedMaximumSharpe(trials, variance));

    /// <summary>
    /// Fewest returns, as a real number, for the PSR to reach a confidence; infinite when the ratio does not exceed the
    /// benchmark.
    /// </summary>
    /// <param name="sharpe">Observed ratio per period.</param>
    /// <param name="skewness">Skewness of the returns.</param>
    /// <param name="kurtosis">Kurtosis of the returns.</param>
    /// <param name="benchmark">Ratio per period to exceed. Default 0.</param>
    /// <param name="confidence">Above 0.5 and below 1. Default 0.95.</param>
    public static double MinimumTrackRecord(
        double sharpe, double skewness, double kurtosis, double benchmark = 0, double confidence = 0.95)
    {
        var variance = Variance(sharpe, skewness, kurtosis);
        if (!(variance > 0) || double.IsNaN(benchmark) || confidence is not (> 0.5 and < 1)) return double.NaN;
        if (sharpe <= benchmark) return double.PositiveInfinity;
        var ratio = Normal.InvCDF(0, 1, confidence) / (sharpe - benchmark);
        return 1 + (variance * ratio * ratio);
    }

    /// <summary>
    /// Years of data below which the best of N trials without skill is expected to reach an annual Sharpe ratio.
    /// </summary>
    /// <param name="trials">N, at least 1.</param>
    /// <param name="annualSharpe">Annual Sharpe ratio, above 0.</param>
    public static double MinimumBacktestYears(double trials, double annualSharpe)
    {
        var ratio = ExpectedMaximum(trials) / annualSharpe;
        return annualSharpe > 0 ? ratio * ratio : double.NaN;
    }

    private static double Variance(double sharpe, double skewness, double kurtosis) =>
        1 - (skewness * sharpe) + ((kurtosis - 1) / 4 * sharpe * sharpe);
}
