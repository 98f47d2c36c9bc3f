using TradeML.Research.Features;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.PointInTime;

[TestFixture("mom_5")]
[TestFixture("mom_126")]
[TestFixture("gap_overnight")]
[TestFixture("ret_open_to_close")]
[TestFixture("drawdown_20")]
[TestFixture("drawdown_expanding")]
[TestFixture("rvol_20")]
[TestFixture("rvol_60_zero_mean")]
[TestFixture("downside_vol_20")]
[TestFixture("adv_20_dollar")]
[TestFixture("adv_20_shares")]
[TestFixture("log_adv_20")]
[TestFixture("amihud_20_x1e6")]
[TestFixture("amihud_20_x1e6_skip_zero_volume")]
[TestFixture("log_amihud_20")]
[TestFixture("turnover_20")]
[TestFixture("log_mktcap")]
[TestFixture("dow_sin")]
[TestFixture("month_cos")]
public sealed class PointInTimeFeatureTests(string feature) : PointInTimeTests
{
    protected override IEnumerable<(string Name, double Value)> KnownBy(Panel panel, int session)
    {
        if (session <= FeatureSpec.Parse(feature).Window) return [("nothing before the window is full", 0)];
        var values = EquityFeatures.Column(panel, feature);
        return RowsThrough(panel, session).Select(item => ($"{feature} {item.Name}", values[item.Row]));
    }
}
