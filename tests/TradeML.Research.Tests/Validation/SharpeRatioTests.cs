using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class SharpeRatioTests
{
    [Test]
    public void PerPeriod_ByHand_IsMeanOverDeviation()
    {
        Assert.That(SharpeRatio.PerPeriod([0.01, 0.03]), Is.EqualTo(0.02 / Math.Sqrt(0.0002)).Within(1e-12));
        Assert.That(SharpeRatio.Annualised([0.01, 0.03], 4), Is.EqualTo(2 * SharpeRatio.PerPeriod([0.01, 0.03])));
        Assert.That(SharpeRatio.PerPeriod([0.01, 0.01]), Is.NaN);
        Assert.That(SharpeRatio.PerPeriod([0.01]), Is.NaN);
    }

    [Test]
    public void Sortino_ByHand_CountsLossesOnly()
    {
        Assert.That(SharpeRatio.DownsideDeviation([0.2, -0.1]), Is.EqualTo(Math.Sqrt(0.005)).Within(1e-15));
        Assert.That(SharpeRatio.Sortino([0.2, -0.1], 4), Is.EqualTo(2 * 0.05 / Math.Sqrt(0.005)).Within(1e-12));
        Assert.That(SharpeRatio.Sortino([0.2, 0]), Is.NaN, "no loss");
    }

    [Test]
    public void HitRate_AZero_IsNoHit()
    {
        Assert.That(SharpeRatio.HitRate([0.1, 0, -0.1, 0.2]), Is.EqualTo(0.5));
        Assert.That(SharpeRatio.HitRate([]), Is.NaN);
    }
}
