using NUnit.Framework;
using TradeML.VendorSim.Market.Minutes;

namespace TradeML.VendorSim.Tests.Market;

public sealed class VolumeShapeTests
{
    [Test]
    public void Cumulative_OverTheSession_IsTheIntegralOfTheDensity()
    {
        const int Steps = 10_000;
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < Steps; i++) total += VolumeShape.Density((i + 0.5) / Steps);
        for (var i = 0; i < Steps; i++)
        {
            sum += VolumeShape.Density((i + 0.5) / Steps);
            if (i % 1000 == 999)
                Assert.That(VolumeShape.Cumulative((i + 1.0) / Steps), Is.EqualTo(sum / total).Within(1e-6));
        }

        Assert.That(VolumeShape.Cumulative(0), Is.Zero);
        Assert.That(VolumeShape.Cumulative(1), Is.EqualTo(1));
    }

    [Test]
    public void Density_OfADay_IsHigherAtBothEndsThanInTheMiddle()
    {
        Assert.That(VolumeShape.Density(0), Is.GreaterThan(2 * VolumeShape.Density(0.5)));
        Assert.That(VolumeShape.Density(1), Is.GreaterThan(VolumeShape.Density(0)));
    }

    [TestCase("2024-03-15", false, 1.616)] // third Friday of a quarter's last month
    [TestCase("2024-03-18", false, 0.93)] // Monday
    [TestCase("2024-05-31", true, 1.212)] // a month's last session on a Friday
    public void OfDay_CalendarEffects_Multiply(string day, bool lastOfMonth, double expected) =>
        Assert.That(VolumeShape.OfDay(DateOnly.Parse(day), lastOfMonth), Is.EqualTo(expected).Within(1e-9));
}
