using NUnit.Framework;
using TradeML.VendorSim.Market.Macro;
using TradeML.VendorSim.Tests.Servers;

namespace TradeML.VendorSim.Tests.Market.Macro;

[TestFixture]
public sealed class MacroFactsTests
{
    private static readonly MacroFacts Facts = new(TestMarket.Small);

    private static IEnumerable<string> Ids() => MacroFacts.Definitions.Select(d => d.Id);

    [TestCaseSource(nameof(Ids))]
    public void Series_EveryObservation_IsReleasedAfterItsPeriodAndRevisedInOrder(string id)
    {
        var series = Facts.Find(id)!;
        var months = series.Definition.Frequency == "Daily" ? 0 : series.Definition.Months;
        Assert.That(series.Observations.Where(o => o.Vintages[0].Day <= End(o.Date)), Is.Empty);
        Assert.That(
            series.Observations
                .Where(o => o.Vintages.Zip(o.Vintages.Skip(1))
                    .Any(v => v.First.Day >= v.Second.Day || v.First.Value.Equals(v.Second.Value))), Is.Empty);
        Assert.That(series.Observations.Select(o => o.Date), Is.Ordered.And.Unique);

        DateOnly End(DateOnly start) => months == 0 ? start : start.AddMonths(months).AddDays(-1);
    }

    [TestCase("UNRATE", 0.1, 0.02, 0.9)]
    [TestCase("PAYEMS", 1500, 0.9, 1)]
    [TestCase("GDPC1", 1500, 0.9, 1)]
    [TestCase("FEDFUNDS", 0, 0, 0)]
    public void Series_Revisions_AreAsLargeAndFrequentAsUsual(
        string id, double most, double leastShare, double mostShare)
    {
        var later = Facts.Find(id)!.Observations.Where(o => o.Date.Year is >= 2000 and < 2020).ToList();
        var revised = later.Count(o => o.Vintages.Count > 1) / (double)later.Count;
        Assert.That(revised, Is.InRange(leastShare, mostShare));
        Assert.That(later.Average(o => Math.Abs(o.Vintages[0].Value - o.Vintages[^1].Value)),
            Is.LessThanOrEqualTo(most));
    }

    [Test]
    public void Series_Unknown_IsNull() => Assert.That(Facts.Find("NOPE"), Is.Null);
}
