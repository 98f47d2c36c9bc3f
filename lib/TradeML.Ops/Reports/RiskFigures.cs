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

        var (var95, es95) = Tail(net, 0.05);
        var (var99, es99) = Tail(net, 0.01);
        return new RiskMetrics(
            SampleMoments.Of(recent).Deviation * Math.Sqrt(252), Drawdown.Of(net).Maximum, 1 - (equity / peak), var95, es95, var99, es99);
    }

    /// <summary>Historical value at risk (the loss that the given share of days exceeds) and the mean loss of those days; at least one day.</summary>
    private static (double ValueAtRisk, double Shortfall) Tail(double[] returns, double share)
    {
        if (returns.Length == 0) return (double.NaN, double.NaN);
        var sorted = returns.Order().ToArray();
        var count = Math.Max(1, (int)Math.Floor(sorted.Length * share));
        return (-sorted[count - 1], -sorted.Take(count).Average());
    }
}
