using NUnit.Framework;
using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Tests.Market.Macro;

[TestFixture]
public sealed class YieldCurveTests
{
    private static readonly YieldCurve Curve = new(7);

    [Test]
    public void Curve_SameSeed_IsTheSame()
    {
        var again = new YieldCurve(7);
        for (var i = 0; i < Curve.Days.Count; i += 100) Assert.That(again.Last(i, 11), Is.EqualTo(Curve.Last(i, 11)));
        Assert.That(new YieldCurve(8).Last(500, 11), Is.Not.EqualTo(Curve.Last(500, 11)));
    }

    [Test]
    public void Days_OfTheBondMarket_LeaveOutItsHolidays()
    {
        Assert.That(Curve.Days,
            Does.Not.Contain(new DateOnly(2016, 10, 10)).And.Not.Contain(new DateOnly(2016, 11, 11)).And.Not.Contain(
                new DateOnly(2016, 12, 26)));
        Assert.That(Curve.Days[0], Is.EqualTo(new DateOnly(1990, 1, 2)));
    }

    [Test]
    public void Values_FirstPublished_AreWrongAboutOneDayIn250()
    {
        var wrong = 0;
        for (var i = 0; i < Curve.Days.Count; i++)
        {
            var different = Enumerable.Range(0, YieldTenor.All.Count)
                .Count(t => !Curve.First(i, t).Equals(Curve.Last(i, t)));
            Assert.That(different, Is.LessThanOrEqualTo(1));
            if (different == 0) continue;
            wrong++;
            var tenor = Enumerable.Range(0, YieldTenor.All.Count)
                .First(t => !Curve.First(i, t).Equals(Curve.Last(i, t)));
            Assert.That(Curve.Value(i, tenor, YieldCurve.Published(Curve.Days[i])), Is.EqualTo(Curve.First(i, tenor)));
            Assert.That(Curve.Value(i, tenor, YieldCurve.Published(BusinessDays.Next(Curve.Days[i]))),
                Is.EqualTo(Curve.Last(i, tenor)));
        }

        Assert.That(wrong, Is.InRange(10, 90));
    }

    [Test]
    public void Values_OfAllDays_AreYields()
    {
        var values = Enumerable.Range(0, Curve.Days.Count)
            .SelectMany(i => Enumerable.Range(0, YieldTenor.All.Count).Select(t => Curve.Last(i, t)));
        Assert.That(values.Where(value => value is < 0.01 or > 25), Is.Empty);
    }
}
