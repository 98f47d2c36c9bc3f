using TradeML.Research.Features;
using TradeML.Research.Panels;
using TradeML.Research.Tests.Features;

namespace TradeML.Research.Tests.PointInTime;

[TestFixtureSource(typeof(CatalogNames), nameof(CatalogNames.All))]
public sealed class PointInTimeFeatureTests(string feature) : PointInTimeTests
{
    protected override IEnumerable<(string Name, double Value)> KnownBy(Panel panel, int session)
    {
        if (session <= FeatureSpec.Parse(feature).WarmUpRows) return [("nothing before the window is full", 0)];
        var values = EquityFeatures.Column(panel, feature);
        return RowsThrough(panel, session).Select(item => ($"{feature} {item.Name}", values[item.Row]));
    }
}
