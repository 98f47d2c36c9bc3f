using TradeML.Core.Errors;
using TradeML.Research.Labels.Barriers;

namespace TradeML.Research.Tests.Labels;

public sealed class EwmDeviationTests
{
    [Test]
    public void Compute_WithGaps_EqualsTheWeightedSums()
    {
        double[] values = [double.NaN, 1, 4, double.NaN, 2, 8, 5];
        var result = new double[values.Length];
        EwmDeviation.Compute(values, 3, result);
        for (var t = 0; t < values.Length; t++)
        {
            // Weights halve a row, unknown rows included; the unbiased variance divides by 1 − Σw² / (Σw)².
            var known = Enumerable.Range(0, t + 1).Where(i => !double.IsNaN(values[i]))
                .Select(i => (W: Math.Pow(0.5, t - i), X: values[i])).ToList();
            double w = known.Sum(k => k.W), squares = known.Sum(k => k.W * k.W), mean = known.Sum(k => k.W * k.X) / w;
            var expected = known.Count < 2
                ? double.NaN
                : Math.Sqrt(known.Sum(k => k.W * Math.Pow(k.X - mean, 2)) / w / (1 - (squares / (w * w))));
            Assert.That(result[t], Is.EqualTo(expected).Within(1e-12), $"row {t}");
        }
    }

    [Test]
    public void Compute_InPlace_IsTheSame()
    {
        double[] values = [1, 4, 2, 8], result = new double[4];
        EwmDeviation.Compute(values, 5, result);
        EwmDeviation.Compute(values, 5, values);
        Assert.That(values, Is.EqualTo(result));
    }

    [Test]
    public void Compute_FlatSeries_IsExactlyZero()
    {
        var result = new double[3];
        EwmDeviation.Compute([0.1, 0.1, 0.1], 2, result);
        Assert.That(result, Is.EqualTo(new[] { double.NaN, 0, 0 }));
    }

    [Test]
    public void Compute_BadSpanOrLength_SaysWhy()
    {
        Assert.That(() => EwmDeviation.Compute([1], 1, new double[1]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("at least 2 rows, not 1"));
        Assert.That(() => EwmDeviation.Compute([1], 2, new double[2]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("1 rows was asked for in 2"));
    }
}
