using TradeML.Research.Risk;
using TradeML.Research.Validation;

namespace TradeML.Ops.Reports;

/// <summary>Risk of a series of daily net returns.</summary>
internal static class RiskFigures
{
    private const int VolatilityWindow = 60;

    internal static RiskMetrics Of(double[] net)
    {
        var recent = net.AsSpan(Math.Max(0, net.Length - VolatilityWindow));
        double equity = 1, peak = 1;
        foreach (var r in net)
        {
            equity *= 1 + r;
            peak = Math.Max(peak, equity);
        }

        var (often, rare) = (TailRisk.Of(net, 0.95), TailRisk.Of(net, 0.99));
        return new RiskMetrics(
            SampleMoments.Of(recent).Deviation * Math.Sqrt(252), Drawdown.Of(net).Maximum, 1 - (equity / peak),
            often.ValueAtRisk, often.ExpectedShortfall, rare.ValueAtRisk, rare.ExpectedShortfall);
    }
}
