using TradeML.Core.Errors;
using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class BacktestOverfittingTests
{
    [Test]
    public void Compute_OneThatIsBestEverywhere_IsNeverOverfitted()
    {
        var random = new Random(3);
        double[] Series(double mean) =>
            [.. Enumerable.Range(0, 83).Select(_ => mean + (0.01 * (random.NextDouble() - 0.5)))];
        var result = BacktestOverfitting.Compute([Series(0), Series(0.1), Series(0)], 8);
        Assert.That(result.SelectionCounts, Is.EqualTo(new[] { 0, 70, 0 }));
        Assert.That((result.Probability, result.StrictProbability, result.LossProbability),
            Is.EqualTo((0.0, 0.0, 0.0)));
        Assert.That(result.Dropped, Is.EqualTo(3), "83 periods are 8 blocks of 10, what is left lies at the start");
        Assert.That(result.Splits.Select(s => s.Rank), Is.All.EqualTo(3));
        Assert.That(result.Splits.Select(s => s.Logit), Is.All.EqualTo(Math.Log(3)).Within(1e-12));
        Assert.That(result.Dominance.FirstOrderDominates && result.Dominance.SecondOrderDominates);
    }

    [Test]
    public void Compute_OneBlockHasAllTheGain_LosesOutOfSample()
    {
        // The first half's winner is the second half's loser: with two blocks nothing else can be seen.
        double[] early = [0.02, 0.03, -0.02, -0.03], late = [-0.02, -0.03, 0.02, 0.03];
        var result = BacktestOverfitting.Compute([early, late], 2);
        Assert.That(result.Splits.Select(s => (s.Selected, s.Rank)), Is.EqualTo(new[] { (0, 1.0), (1, 1.0) }));
        Assert.That((result.Probability, result.StrictProbability, result.LossProbability),
            Is.EqualTo((1.0, 1.0, 1.0)));
        Assert.That(result.Splits.Select(s => s.InSample), Is.All.EqualTo(0.025 / Math.Sqrt(0.00005)).Within(1e-9));
        Assert.That(result.Splits.Select(s => s.OutOfSample), Is.All.EqualTo(-0.025 / Math.Sqrt(0.00005)).Within(1e-9));
        Assert.That(result.Dominance.FirstOrderDominates || result.Dominance.SecondOrderDominates, Is.False);
    }

    [Test]
    public void Compute_NoneVaries_IsAToss()
    {
        var result = BacktestOverfitting.Compute([[.. Enumerable.Repeat(0.1, 12)], [.. Enumerable.Repeat(0.2, 12)]], 4);
        Assert.That(result.SelectionCounts, Is.EqualTo(new[] { 6, 0 }));
        Assert.That(result.Splits.Select(s => (s.Rank, s.Logit)), Is.All.EqualTo((1.5, 0.0)));
        Assert.That((result.Probability, result.StrictProbability), Is.EqualTo((1.0, 0.0)),
            "a logit of exactly zero counts in one of them");
        Assert.That((result.DegradationSlope, result.DegradationIntercept, result.DegradationR2),
            Is.EqualTo((double.NaN, double.NaN, double.NaN)));
        Assert.That(result.Dominance.Grid, Is.Empty);
    }

    [Test]
    public void Compute_FirstDoesNotVary_TheSecondIsSelected()
    {
        var random = new Random(5);
        double[] noise = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble() - 0.9)];
        Assert.That(BacktestOverfitting.Compute([new double[40], noise], 4).SelectionCounts,
            Is.EqualTo(new[] { 0, 6 }));
    }

    [Test]
    public void Compute_TwoAlike_TheFirstIsSelectedAndTheirRankIsShared()
    {
        var random = new Random(6);
        double[] noise = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble() - 0.5)];
        var result = BacktestOverfitting.Compute([noise, noise, [.. noise.Select(r => r - 1)]], 4);
        Assert.That(result.SelectionCounts, Is.EqualTo(new[] { 6, 0, 0 }));
        Assert.That(result.Splits.Select(s => s.Rank), Is.All.EqualTo(2.5));
        Assert.That(result.Splits.Select(s => s.Logit), Is.All.EqualTo(Math.Log(2.5 / 1.5)).Within(1e-12));
    }

    [Test]
    public void Compute_Degradation_IsTheLeastSquaresLine()
    {
        var random = new Random(8);
        double[] Noise() => [.. Enumerable.Range(0, 48).Select(_ => random.NextDouble() - 0.5)];
        var result = BacktestOverfitting.Compute([Noise(), Noise(), Noise(), Noise(), Noise()], 6);
        double[] x = [.. result.Splits.Select(s => s.InSample)], y = [.. result.Splits.Select(s => s.OutOfSample)];
        var correlation = RankCorrelation.Pearson(x, y);
        Assert.That(result.DegradationR2, Is.EqualTo(correlation * correlation).Within(1e-12));
        Assert.That(result.DegradationSlope,
            Is.EqualTo(correlation * SampleMoments.Of(y).Deviation / SampleMoments.Of(x).Deviation).Within(1e-12));
        Assert.That(result.DegradationIntercept + (result.DegradationSlope * x.Average()),
            Is.EqualTo(y.Average()).Within(1e-12));
    }

    [TestCase(0, "even number of blocks from 2 to 20, not 0")]
    [TestCase(22, "not 22")]
    [TestCase(3, "not 3")]
    [TestCase(20, "12 periods are too few for 20 blocks")]
    public void Compute_BadBlocks_SaysWhy(int blocks, string words) => Assert.That(
        () => BacktestOverfitting.Compute([new double[12], new double[12]], blocks),
        Throws.TypeOf<TradeMLException>().With.Message.Contains(words).And.Property("Kind")
            .EqualTo(ErrorKind.BadInput));

    [Test]
    public void Compute_BadGridOrSeries_SaysWhy()
    {
        Assert.That(() => BacktestOverfitting.Compute([new double[4], new double[4]], 2, 1),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("2 points, not 1"));
        Assert.That(() => BacktestOverfitting.Compute([new double[1], new double[1]], 2),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("1 periods are too few"));
        Assert.That(() => BacktestOverfitting.Compute([new double[4]], 2),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("at least 2 configurations, not 1"));
        Assert.That(
            () => BacktestOverfitting.Compute([new double[4], new double[5]], 2),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("Configuration 1 has 5 periods, the first has 4"));
        Assert.That(
            () => BacktestOverfitting.Compute([new double[4], [0, 0, double.NaN, 0]], 2),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("Configuration 1 holds"));
        Assert.That(BacktestOverfitting.Compute([[1, 2, 3, 4], [4, 3, 2, 1]], 2, 2).Dominance.Grid,
            Has.Length.EqualTo(2));
    }
}
