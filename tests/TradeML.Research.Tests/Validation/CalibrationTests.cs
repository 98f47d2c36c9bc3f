using TradeML.Core.Errors;
using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class CalibrationTests
{
    [Test]
    public void Of_FourForecasts_EqualsTheHandComputation()
    {
        var result = Calibration.Of([0.1, 0.3, 0.8, 1], [false, true, true, true], 2);
        Assert.That(result.Brier, Is.EqualTo((0.01 + 0.49 + 0.04) / 4).Within(1e-15));
        Assert.That(result.LogLoss, Is.EqualTo(-(Math.Log(0.9) + Math.Log(0.3) + Math.Log(0.8)) / 4).Within(1e-12));
        Assert.That(result.Bins.Select(b => (b.Count, b.Frequency)), Is.EqualTo(new[] { (2, 0.5), (2, 1.0) }),
            "a forecast of one belongs to the last bin");
        Assert.That(result.Bins.Select(b => b.MeanForecast), Is.EqualTo(new[] { 0.2, 0.9 }).Within(1e-15));
        Assert.That((result.ExpectedError, result.MaximumError),
            Is.EqualTo((0.2, 0.3)).Using<(double A, double B)>(Near));
        Assert.That(result.Reliability, Is.EqualTo((0.09 + 0.01) / 2).Within(1e-15));
        Assert.That(result.Resolution, Is.EqualTo(0.0625).Within(1e-15));
        Assert.That(result.Uncertainty, Is.EqualTo(0.1875).Within(1e-15));
        Assert.That(result.AreaUnderCurve, Is.EqualTo(1));
    }

    [Test]
    public void Of_TiedForecasts_CountHalfInTheArea() =>
        Assert.That(Calibration.Of([0.2, 0.2, 0.9, 0.1], [true, false, true, false]).AreaUnderCurve,
            Is.EqualTo(3.5 / 4));

    [TestCase(true)]
    [TestCase(false)]
    public void Of_OneOutcomeOnly_HasNoAreaAndAFiniteLoss(bool outcome)
    {
        var result = Calibration.Of([0, 1], [outcome, outcome]);
        Assert.That(result.AreaUnderCurve, Is.NaN);
        Assert.That(result.LogLoss, Is.EqualTo(-Math.Log(1e-15) / 2).Within(0.1),
            "a certain forecast that was wrong costs much, but not everything");
        Assert.That(result.Uncertainty, Is.Zero);
    }

    [Test]
    public void Of_EmptyBin_IsListedAndWeighsNothing()
    {
        var result = Calibration.Of([0.05, 0.95], [false, true], 3);
        Assert.That(result.Bins[1], Has.Property("Count").EqualTo(0).And.Property("Frequency").NaN);
        Assert.That(result.ExpectedError, Is.EqualTo(0.05).Within(1e-12));
    }

    [Test]
    public void Of_BadInput_SaysWhy()
    {
        Assert.That(() => Calibration.Of([], []), Throws.TypeOf<TradeMLException>());
        Assert.That(() => Calibration.Of([0.5], [true, false]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("outcomes (2) as forecasts (1)"));
        Assert.That(() => Calibration.Of([0.5], [true], 0),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("at least one bin (0)"));
        foreach (var wrong in new[] { -0.1, 1.1, double.NaN })
            Assert.That(() => Calibration.Of([0.5, wrong], [true, false]),
                Throws.TypeOf<TradeMLException>().With.Message.Contains("not a probability"));
        Assert.That(Calibration.Of([0.5], [true], 1).Bins, Has.Count.EqualTo(1));
    }

    private static bool Near((double A, double B) x, (double A, double B) y) =>
        Math.Abs(x.A - y.A) < 1e-12 && Math.Abs(x.B - y.B) < 1e-12;
}
