using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class DrawdownTests
{
    [Test]
    public void Of_FallAndRecovery_IsMeasuredFromPeakToPeak() =>
        Assert.That(Drawdown.Of([0.25, -0.5, 1, -0.2]), Is.EqualTo(new Drawdown(0.5, 1, 2, 3, 1)));

    [Test]
    public void Of_LossOnTheFirstDay_CountsFromTheStart() =>
        Assert.That(Drawdown.Of([-0.5, -0.5]), Is.EqualTo(new Drawdown(0.75, 0, 2, null, 2)));

    [Test]
    public void Of_TwoFallsAlike_KeepsTheFirst() =>
        Assert.That(Drawdown.Of([-0.5, 1, -0.5, 1]), Is.EqualTo(new Drawdown(0.5, 0, 1, 2, 1)));

    [Test]
    public void Of_DeeperFallFromAHigherPeak_TakesItsPlace() =>
        Assert.That(Drawdown.Of([-0.25, 1, -0.5, 0, 0]), Is.EqualTo(new Drawdown(0.5, 2, 3, null, 3)));

    [Test]
    public void Of_ReachingThePeakExactly_EndsTheTimeUnderWater() =>
        Assert.That(Drawdown.Of([-0.5, 1, 0, -0.5]).LongestUnderwater, Is.EqualTo(1));

    [Test]
    public void Of_NoFall_IsZero() => Assert.That(Drawdown.Of([0, 0.1]), Is.EqualTo(new Drawdown(0, 0, 0, 0, 0)));

    [Test]
    public void Of_UnknownReturn_IsUnknown() =>
        Assert.That(Drawdown.Of([-0.5, double.NaN, 0.1]), Is.EqualTo(new Drawdown(double.NaN, 0, 0, null, 0)));
}
