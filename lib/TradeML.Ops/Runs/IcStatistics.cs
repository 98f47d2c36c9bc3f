using TradeML.Research.Panels;
using TradeML.Research.Validation;

namespace TradeML.Ops.Runs;

/// <summary>
/// Mean and t-statistic of daily rank ICs. Labels of neighbouring days overlap, so the variance of the mean is Newey
/// and West's (A Simple, Positive Semi-Definite Covariance Matrix, Econometrica 55(3), 1987) with horizon − 1 lags.
/// </summary>
internal static class IcStatistics
{
    internal static (double Mean, double TStat, int Days) Of(IEnumerable<double> daily, int horizon)
    {
        var known = daily.Where(ic => !double.IsNaN(ic)).ToArray();
        if (known.Length < 2) return (known.Length == 1 ? known[0] : double.NaN, double.NaN, known.Length);
        var mean = known.Average();
        var variance = Covariance(known, mean, 0);
        for (var lag = 1; lag < Math.Min(horizon, known.Length); lag++)
            variance += 2 * (1 - ((double)lag / horizon)) * Covariance(known, mean, lag);
        return (mean, variance > 0 ? mean / Math.Sqrt(variance / known.Length) : double.NaN, known.Length);
    }

    internal static IReadOnlyList<IcYear> ByYear(Panel panel, RankIc ic, int horizon) =>
        [.. panel.Sessions.Zip(ic.Daily).Where(d => !double.IsNaN(d.Second)).GroupBy(d => d.First.Year)
            .OrderBy(g => g.Key).Select(g =>
        {
            var (mean, t, days) = Of(g.Select(d => d.Second), horizon);
            return new IcYear(g.Key, mean, t, days);
        })];

    private static double Covariance(double[] values, double mean, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < values.Length; i++) sum += (values[i] - mean) * (values[i - lag] - mean);
        return sum / values.Length;
    }
}
