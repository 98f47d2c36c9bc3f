using TradeML.Research.Backtest;
using TradeML.Research.Features;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.PointInTime;

/// <summary>Signals, fills, returns and costs of a backtest whose scores come from the same panel.</summary>
public sealed class PointInTimeBacktestTests : PointInTimeTests
{
    protected override IEnumerable<(string Name, double Value)> KnownBy(Panel panel, int session)
    {
        var scores = EquityFeatures.Column(panel, "mom_5");
        var config = new BacktestConfig
        {
            RebalanceEvery = 3, Quantile = 0.3, PerNameCap = 0.3, MinAdvDollars = 1e5,
            LiquidityWindow = 10, KeepFills = true, Weights = WeightScheme.Rank
        };
        var result = LongShortBacktest.Run(panel, scores, config);
        foreach (var fill in result.Fills.Where(fill => fill.Date <= panel.Sessions[session]))
        {
            yield return ($"fill {fill.Date} {fill.Symbol}", fill.WeightChange);
            yield return ($"fill price {fill.Date} {fill.Symbol}", fill.RawPrice);
            yield return ($"fill cost {fill.Date} {fill.Symbol}", fill.CostFraction);
        }

        for (var i = 0; i < result.Dates.Length && result.Dates[i] <= panel.Sessions[session]; i++)
        {
            yield return ($"net {result.Dates[i]}", result.NetReturns[i]);
            yield return ($"turnover {result.Dates[i]}", result.Turnover[i]);
            yield return ($"exposure {result.Dates[i]}", result.GrossExposure[i]);
        }
    }
}
