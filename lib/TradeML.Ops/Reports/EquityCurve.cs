namespace TradeML.Ops.Reports;

/// <summary>Thins a daily backtest to a curve that a page can show; every drawdown keeps its depth.</summary>
internal static class EquityCurve
{
    internal const int MaximumPoints = 520;

    internal static IReadOnlyList<CurvePoint> Of(DateOnly[] dates, double[] netReturns, double[] grossReturns)
    {
        var days = dates.Length;
        var every = Math.Max(1, (int)Math.Ceiling(days / (double)MaximumPoints));
        var points = new List<CurvePoint>();
        double net = 1, gross = 1, peak = 1, worst = 0;
        for (var i = 0; i < days; i++)
        {
            net *= 1 + netReturns[i];
            gross *= 1 + grossReturns[i];
            peak = Math.Max(peak, net);
            worst = Math.Min(worst, (net / peak) - 1);
            if ((days - 1 - i) % every != 0) continue;
            points.Add(new CurvePoint(dates[i], net, gross, worst));
            worst = 0;
        }

        return points;
    }
}
