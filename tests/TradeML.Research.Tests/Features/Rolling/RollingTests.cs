using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Tests.Features.Rolling;

/// <summary>The block kernels against sums that are taken anew for every window.</summary>
public sealed class RollingTests
{
    [Test]
    public void Kernels_RandomSeriesWithUnknowns_EqualTheSlowOnes(
        [Values(1, 2, 3, 7, 20, 60, 300)] int window, [Values(0, 1, 59, 60, 61, 240)] int length)
    {
        var random = new Random(window + length);
        var values = Enumerable.Range(0, length)
            .Select(_ => random.NextDouble() < 0.02 ? double.NaN : random.NextDouble() - 0.5).ToArray();
        var scratch = new double[RollingDeviation.ScratchLength(window)];
        double[] minimum = new double[length], correlation = new double[length],
            others = [.. values.Select(v => (v * v) + random.NextDouble())];
        double[] sum = new double[length], maximum = new double[length], deviation = new double[length];
        RollingSum.Compute(values, window, sum, scratch);
        RollingMax.Compute(values, window, maximum, scratch);
        RollingMax.Minimum(values, window, minimum, scratch);
        if (window >= 2) RollingDeviation.Compute(values, window, 3, deviation, scratch);
        if (window >= 2) RollingCorrelation.Compute(values, others, window, correlation);
        for (var t = 0; t < length; t++)
        {
            var last = t + 1 < window ? [double.NaN] : values[(t + 1 - window)..(t + 1)];
            Near(sum[t], last.Sum(), "sum");
            Near(maximum[t], last.Any(double.IsNaN) ? double.NaN : last.Max(), "maximum");
            Near(minimum[t], last.Any(double.IsNaN) ? double.NaN : last.Min(), "minimum");
            if (window >= 2)
                Near(correlation[t], t + 1 < window ? double.NaN : Correlation(last, others[(t + 1 - window)..(t + 1)]),
                    "correlation");
            if (window >= 2) Near(deviation[t], 3 * Deviation(last), "deviation");
        }
    }

    [Test]
    public void Line_RandomSeries_EqualsTheSlowLeastSquares([Values(2, 3, 7, 20, 61)] int window)
    {
        var random = new Random(window);
        var values = Enumerable.Range(0, 200).Select(_ => 100 + random.NextDouble()).ToArray();
        double[] slope = new double[200], fit = new double[200], residual = new double[200],
            scratch = new double[window];
        RollingLine.Compute(values, window, LineFigure.Slope, slope, scratch);
        RollingLine.Compute(values, window, LineFigure.Fit, fit, scratch);
        RollingLine.Compute(values, window, LineFigure.Residual, residual, scratch);
        double[] places = [.. Enumerable.Range(0, window).Select(i => (double)i)];
        for (var t = window - 1; t < 200; t++)
        {
            var last = values[(t + 1 - window)..(t + 1)];
            double mean = last.Average(), middle = places.Average();
            var wanted = places.Zip(last, (x, y) => (x - middle) * (y - mean))
                .Sum() / places.Sum(x => (x - middle) * (x - middle));
            var correlation = Correlation(places, last);
            Near(slope[t], wanted, "slope");
            Near(fit[t], correlation * correlation, "R²");
            Near(residual[t], last[^1] - mean - (wanted * (places[^1] - middle)), "residual");
        }

        var flat = Enumerable.Repeat(0.1, 30).ToArray();
        var result = new double[30];
        RollingLine.Compute(flat, window, LineFigure.Fit, result, scratch);
        Assert.That(result, Has.All.NaN, "a window that does not move has no R²");
        RollingLine.Compute(flat, window, LineFigure.Slope, result, scratch);
        Assert.That(result.Skip(window - 1), Is.All.EqualTo(0.0));
    }

    [Test]
    public void Deviation_LongSeriesWithHugeLevels_DoesNotDrift()
    {
        // Ten thousand rows around 10⁹, a spike of 10¹², then small numbers: a running sum would keep the rounding of
        // the large ones.
        var random = new Random(1);
        var values = Enumerable.Range(0, 20_000)
            .Select(i => i < 10_000 ? 1e9 + random.NextDouble() : i == 10_000 ? 1e12 : 1e-6 * random.NextDouble())
            .ToArray();
        var result = new double[values.Length];
        RollingDeviation.Compute(values, 60, 1, result, new double[RollingDeviation.ScratchLength(60)]);
        foreach (var t in new[] { 9_999, 10_100, 19_999 })
            Assert.That(result[t], Is.EqualTo(Deviation(values[(t - 59)..(t + 1)])).Within(1e-4).Percent, $"row {t}");
    }

    [Test]
    public void Deviation_ConstantWindow_IsExactlyZero()
    {
        var values = Enumerable.Repeat(0.1, 100).ToArray();
        var result = new double[100];
        RollingDeviation.Compute(values, 7, 1, result, new double[RollingDeviation.ScratchLength(7)]);
        Assert.That(result.Skip(6), Is.All.EqualTo(0.0));
    }

    [Test]
    public void Logarithm_AnyPlaceInTheSpan_GivesTheSameBits()
    {
        var values = Enumerable.Range(1, 40).Select(i => i * 0.37).ToArray();
        var whole = new double[40];
        Logarithm.Compute(values, whole);
        for (var length = 1; length < 40; length++)
        {
            var part = new double[length];
            Logarithm.Compute(values.AsSpan(0, length), part);
            Assert.That(part, Is.EqualTo(whole[..length]));
        }

        for (var i = 0; i < 40; i++) Assert.That(whole[i], Is.EqualTo(Math.Log(values[i])).Within(4).Ulps);
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static double Correlation(double[] x, double[] y)
    {
        double a = x.Average(), b = y.Average();
        return x.Zip(y, (p, q) => (p - a) * (q - b))
            .Sum() / Math.Sqrt(x.Sum(p => (p - a) * (p - a)) * y.Sum(q => (q - b) * (q - b)));
    }

    private static void Near(double actual, double expected, string name) =>
        Assert.That(Reference.Close(actual, expected, 1e-12, 1e-13), $"{name}: {actual:R}, expected {expected:R}");
}
