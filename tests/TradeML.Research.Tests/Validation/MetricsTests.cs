using TradeML.Core.Errors;
using TradeML.Research.Risk;
using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class MetricsTests
{
    [Test]
    public void Undefined_NoReturns_IsNaN()
    {
        Assert.That(SharpeRatio.Annualised([]), Is.NaN);
        Assert.That(Growth.Annual([]), Is.NaN);
        Assert.That(TailRisk.Of([], 0.95).ValueAtRisk, Is.NaN);
        Assert.That(TailRisk.Of([0.1, double.NaN], 0.95).ExpectedShortfall, Is.NaN);
    }

    [Test]
    public void RankIc_ScoresThatAreTheOutcome_IsOneOnEveryFullDay()
    {
        var panel = RandomPanel.Create(21);
        var ic = RankIc.Of(panel, panel.Close, panel.Close, leastNames: 4);
        var full = Enumerable.Range(0, panel.Sessions.Length).Where(session => panel.ByDay.RowsOf(session).Length >= 4)
            .ToArray();
        Assert.That(full.Select(session => ic.Daily[session]), Is.All.EqualTo(1.0).Within(1e-12));
        Assert.That(ic.Days, Is.EqualTo(full.Length));
        Assert.That(RankIc.Of(panel, panel.Close, [.. panel.Close.Select(price => -price)], 4).Mean,
            Is.EqualTo(-1).Within(1e-12));
    }

    [Test]
    public void BacktestOverfitting_ConstantConfiguration_IsNeverSelected()
    {
        var random = new Random(2);
        double[] Noise() => [.. Enumerable.Range(0, 64).Select(_ => random.NextDouble() - 0.6)];
        var result = BacktestOverfitting.Compute([Noise(), Enumerable.Repeat(0.001, 64).ToArray(), Noise()], 8);
        Assert.That(result.SelectionCounts[1], Is.Zero, "a series without variance has no Sharpe ratio");
        Assert.That(result.SelectionCounts.Sum(), Is.EqualTo(70));
    }

    [Test]
    public void BacktestOverfitting_BadMatrix_Throws()
    {
        Assert.That(() => BacktestOverfitting.Compute([[0.1, 0.2]], 2), Throws.TypeOf<TradeMLException>());
        Assert.That(() => BacktestOverfitting.Compute([new double[40], new double[41]], 4),
            Throws.TypeOf<TradeMLException>());
        Assert.That(() => BacktestOverfitting.Compute([new double[40], new double[40]], 5),
            Throws.TypeOf<TradeMLException>());
        Assert.That(() => BacktestOverfitting.Compute([[.. Enumerable.Repeat(double.NaN, 40)], new double[40]], 4),
            Throws.TypeOf<TradeMLException>());
    }

    [Test]
    public void Calibration_ForecastThatIsNoProbability_Throws() =>
        Assert.That(() => Calibration.Of([0.5, 1.2], [true, false]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("Forecast 1"));
}
