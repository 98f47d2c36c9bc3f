using TradeML.Research.Backtest;
using TradeML.Testing;

namespace TradeML.Research.Tests.Backtest;

[Category("Reference")]
public sealed class SquareRootCostReferenceTests
{
    [Test]
    public void Of_EveryCase_EqualsTheListing()
    {
        foreach (var item in ReferenceCases.Section("almgren_chriss.json", "square_root").EnumerateArray())
        {
            double Get(string name) => item.GetProperty(name).GetDouble();
            var cost = SquareRootCost.FromBps(Get("half_spread_bps"), Get("fee_bps"), Get("Y"));
            Assert.That(cost.Impact(Get("sigma_daily"), Get("participation_Q_over_ADV")),
                Is.EqualTo(Get("impact_fraction")).Within(1e-9));
            Assert.That(1e4 * cost.Of(Get("sigma_daily"), Get("participation_Q_over_ADV")),
                Is.EqualTo(Get("total_one_way_bps")).Within(1e-9));
        }
    }
}
