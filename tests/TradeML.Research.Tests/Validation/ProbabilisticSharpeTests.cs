using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class ProbabilisticSharpeTests
{
    [Test]
    public void Psr_AgainstItself_IsAHalfAndRisesWithRatioAndLength()
    {
        Assert.That(ProbabilisticSharpe.Psr(0.1, 100, 0, 3, 0.1), Is.EqualTo(0.5).Within(1e-15));
        Assert.That(ProbabilisticSharpe.Psr(0.1, 100, 0, 3) + ProbabilisticSharpe.Psr(-0.1, 100, 0, 3),
            Is.EqualTo(1).Within(1e-12));
        Assert.That(ProbabilisticSharpe.Psr(0.1, 200, 0, 3), Is.GreaterThan(ProbabilisticSharpe.Psr(0.1, 100, 0, 3)));
        Assert.That(ProbabilisticSharpe.Psr(0.1, 100, -1, 3), Is.LessThan(ProbabilisticSharpe.Psr(0.1, 100, 0, 3)),
            "a left tail makes it less certain");
    }

    [Test]
    public void Psr_OneReturnOrNoVariance_IsUnknown()
    {
        Assert.That(ProbabilisticSharpe.Psr(0.1, 1, 0, 3), Is.NaN);
        Assert.That(ProbabilisticSharpe.Psr(0.1, 1.5, 0, 3), Is.Not.NaN);
        Assert.That(ProbabilisticSharpe.Psr(1, 100, 1, 1), Is.NaN, "the variance term is exactly zero");
        Assert.That(ProbabilisticSharpe.Psr([0.1]), Is.NaN);
    }

    [Test]
    public void ExpectedMaximum_FewTrials_IsZeroAndUnknownBelowOne()
    {
        Assert.That(ProbabilisticSharpe.ExpectedMaximum(1), Is.Zero);
        Assert.That(ProbabilisticSharpe.ExpectedMaximum(0.9), Is.NaN);
        Assert.That(ProbabilisticSharpe.ExpectedMaximum(double.NaN), Is.NaN);
        Assert.That(ProbabilisticSharpe.ExpectedMaximumExact(0), Is.NaN);
        Assert.That(ProbabilisticSharpe.ExpectedMaximumExact(1), Is.Zero.Within(1e-12));
        Assert.That(ProbabilisticSharpe.ExpectedMaximumExact(2), Is.EqualTo(1 / Math.Sqrt(Math.PI)).Within(1e-12),
            "known in closed form");
        Assert.That(ProbabilisticSharpe.ExpectedMaximumExact(3), Is.EqualTo(1.5 / Math.Sqrt(Math.PI)).Within(1e-12));
    }

    [Test]
    public void ExpectedMaximumSharpe_OneTrial_NeedsNoVariance()
    {
        Assert.That(ProbabilisticSharpe.ExpectedMaximumSharpe(1, double.NaN), Is.Zero);
        Assert.That(ProbabilisticSharpe.ExpectedMaximumSharpe(10, 4),
            Is.EqualTo(2 * ProbabilisticSharpe.ExpectedMaximum(10)));
    }

    [Test]
    public void MinimumTrackRecord_PsrAtThatLength_IsTheConfidence()
    {
        var count = ProbabilisticSharpe.MinimumTrackRecord(0.1, -0.5, 5, 0.02, 0.9);
        Assert.That(ProbabilisticSharpe.Psr(0.1, count, -0.5, 5, 0.02), Is.EqualTo(0.9).Within(1e-9));
    }

    [TestCase(0.1, 0.1, 0.95, double.PositiveInfinity)]
    [TestCase(0.1, 0.2, 0.95, double.PositiveInfinity)]
    [TestCase(0.1, double.NaN, 0.95, double.NaN)]
    [TestCase(0.1, 0, 0.5, double.NaN)]
    [TestCase(0.1, 0, 1, double.NaN)]
    public void MinimumTrackRecord_OutOfReachOrUndefined_SaysSo(
        double sharpe, double benchmark, double confidence, double expected) =>
        Assert.That(ProbabilisticSharpe.MinimumTrackRecord(sharpe, 0, 3, benchmark, confidence), Is.EqualTo(expected));

    [Test]
    public void MinimumBacktestYears_TwiceTheRatio_NeedsAQuarter()
    {
        var years = ProbabilisticSharpe.MinimumBacktestYears(45, 1);
        Assert.That(years, Is.EqualTo(Math.Pow(ProbabilisticSharpe.ExpectedMaximum(45), 2)));
        Assert.That(ProbabilisticSharpe.MinimumBacktestYears(45, 2), Is.EqualTo(years / 4).Within(1e-12));
        Assert.That(ProbabilisticSharpe.MinimumBacktestYears(45, 0), Is.NaN);
        Assert.That(ProbabilisticSharpe.MinimumBacktestYears(45, -1), Is.NaN);
    }
}
