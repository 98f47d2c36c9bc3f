using TradeML.Models.Training;
using TradeML.Research.Backtest;
using TradeML.Research.Panels;
using TradeML.Research.Validation;

namespace TradeML.Ops.Runs;

/// <summary>One configuration's out-of-fold scores, backtested.</summary>
internal sealed record TrialEvaluation(
    TrialMetrics Metrics, CpcvResult Cpcv, IReadOnlyList<string> FeatureNames, double[] MeanScores, BacktestResult Mean,
    RankIc Ic)
{
    internal static TrialEvaluation Of(
        Panel panel, double[] labels, int horizon, CpcvResult cpcv, IReadOnlyList<string> featureNames,
        string configHash, BacktestConfig backtest, CancellationToken ct)
    {
        var mean = MeanOf(cpcv.Paths, panel.Rows);
        var paths = cpcv.Paths
            .Select(path => SharpeRatio.Annualised(LongShortBacktest.Run(panel, path, backtest, ct).NetReturns))
            .ToArray();
        var result = LongShortBacktest.Run(panel, mean, backtest, ct);
        var ic = RankIc.Of(panel, mean, labels);
        var (icMean, icT, _) = IcStatistics.Of(ic.Daily, horizon);
        var metrics = new TrialMetrics(
            cpcv.Trial.Name, configHash, paths, Median(paths), SharpeRatio.Annualised(result.NetReturns),
            SharpeRatio.PerPeriod(result.NetReturns),
            Drawdown.Of(result.NetReturns).Maximum,
            result.Turnover.Length == 0 ? double.NaN : result.Turnover.Average() * 252, icMean, icT,
            result.NetReturns.Length);
        return new(metrics, cpcv, featureNames, mean, result, ic);
    }

    /// <summary>The mean over the paths that scored a row; NaN where none did.</summary>
    internal static double[] MeanOf(IReadOnlyList<double[]> paths, int rows)
    {
        var mean = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            var (sum, count) = (0.0, 0);
            foreach (var path in paths)
            {
                if (double.IsNaN(path[row])) continue;
                sum += path[row];
                count++;
            }

            mean[row] = count == 0 ? double.NaN : sum / count;
        }

        return mean;
    }

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        if (sorted.Length == 0) return double.NaN;
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
