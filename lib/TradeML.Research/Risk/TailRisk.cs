using MathNet.Numerics.Distributions;
using TradeML.Core.Errors;
using TradeML.Research.Validation;

namespace TradeML.Research.Risk;

/// <summary>
/// Value at risk and expected shortfall per period (Acerbi and Tasche 2002), losses positive: a negative number is a
/// gain. NaN for no returns.
/// </summary>
/// <param name="ValueAtRisk">Minus the quantile of the returns at 1 − confidence, interpolated (type 7).</param>
/// <param name="ExpectedShortfall">Minus the mean of the returns at or below that quantile.</param>
/// <param name="LowerValueAtRisk">Minus the order statistic at or below the quantile's place.</param>
/// <param name="LowerExpectedShortfall">Minus the mean of the returns at or below that order statistic.</param>
/// <param name="WorstMean">Minus the mean of the ⌈n · (1 − confidence)⌉ worst returns.</param>
/// <param name="NormalValueAtRisk">That of a normal distribution with the sample's mean and deviation (n − 1).</param>
/// <param name="NormalExpectedShortfall">Likewise for the shortfall.</param>
public readonly record struct TailRisk(
    double ValueAtRisk, double ExpectedShortfall, double LowerValueAtRisk, double LowerExpectedShortfall,
    double WorstMean,
    double NormalValueAtRisk, double NormalExpectedShortfall)
{
    /// <summary>Measures the tail of a sample.</summary>
    /// <param name="returns">Simple returns per period, none unknown.</param>
    /// <param name="confidence">Above 0.5 and below 1, for example 0.95.</param>
    /// <exception cref="TradeMLException">Bad input: a confidence outside its range.</exception>
    public static TailRisk Of(ReadOnlySpan<double> returns, double confidence)
    {
        if (confidence is not (> 0.5 and < 1))
            throw new TradeMLException(ErrorKind.BadInput,
                $"A tail confidence is above 0.5 and below 1, not {confidence}.");
        var nan = double.NaN;
        if (double.IsNaN(SampleMoments.Of(returns).Mean)) return new(nan, nan, nan, nan, nan, nan, nan);
        var sorted = Quantile.Sorted(returns);
        var alpha = 1 - confidence;
        double linear = Quantile.Linear(sorted, alpha), lower = Quantile.Lower(sorted, alpha);
        var moments = SampleMoments.Of(returns);
        var z = Normal.InvCDF(0, 1, alpha);
        // n·α that should be whole is often a rounding error above it.
        var worst = Math.Clamp((int)Math.Ceiling((sorted.Length * alpha) - 1e-9), 1, sorted.Length);
        return new(
            -linear, -MeanUpTo(sorted, linear), -lower, -MeanUpTo(sorted, lower), -Mean(sorted.AsSpan(0, worst)),
            -(moments.Mean + (z * moments.Deviation)),
            -moments.Mean + (moments.Deviation * Normal.PDF(0, 1, z) / alpha));
    }

    private static double MeanUpTo(double[] ascending, double bound)
    {
        var count = 0;
        while (count < ascending.Length && ascending[count] <= bound) count++;
        return Mean(ascending.AsSpan(0, count));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
