using System.Globalization;
using TradeML.Core.Universe;
using TradeML.Ops.Families;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;
using TradeML.Research.Backtest;
using TradeML.Research.Panels;

namespace TradeML.Ops.Training;

/// <summary>Puts a run's figures together.</summary>
internal static class RunSummary
{
    internal static RunMetrics Of(
        RunIdentity identity, TrainingOptions options, Panel panel, double[] labels, IReadOnlyList<VariantEvaluation> variants, VariantEvaluation best,
        GoNoGoFigures figures, double expectedMaximum, SurvivorshipVerdict survivorship) => new()
        {
            Model = identity.Model,
            Provenance = new(
            identity.RunId, identity.ConfigHash, identity.Snapshot, identity.Seed, identity.Code, panel.Sessions[0], panel.Sessions[^1],
            panel.SymbolCount, panel.Rows),
            CostModelHash = RunIdentity.CostModelOf(options),
            Variants = [.. variants.Select(v => v.Metrics)],
            Validation = Validation(options, panel, best, figures, expectedMaximum),
            Figures = figures,
            GoNoGo = GoNoGo.Evaluate(figures, GoNoGoLimits.From(options.Bars)),
            Deciles = ScoreDeciles.Of(panel, best.MeanScores, labels),
            Costs = Costs(best.Mean, options),
            Importance = Importance(best),
            Survivorship = survivorship,
            SampleRows = labels.LongCount(v => !double.IsNaN(v)),
        };

    internal static CostSummary Costs(BacktestResult result, TrainingOptions options)
    {
        var b = options.Backtest;
        double Yearly(double[] daily) => daily.Length == 0 ? double.NaN : daily.Average() * 252;
        var model = string.Create(
            CultureInfo.InvariantCulture,
            $"Half of a {b.SpreadBps:0.##} bp spread, {b.FeeBps:0.##} bp fees and square-root impact (Y = {b.ImpactCoefficient:0.##}) on a book of {b.CapitalUsd:N0} USD; borrow of shorts {ConfigMapping.Backtest(options).BorrowBpsPerYear:0.##} bp a year.");
        var traded = result.Turnover.Sum();
        return new CostSummary(
            Yearly(result.GrossReturns), Yearly(result.Costs), Yearly(result.NetReturns),
            traded > 0 ? result.TradingCosts.Sum() / traded * 1e4 : double.NaN, model);
    }

    private static ValidationSummary Validation(
        TrainingOptions options, Panel panel, VariantEvaluation best, GoNoGoFigures figures, double expectedMaximum)
    {
        var horizon = options.Label.Horizon;
        var (mean, t, days) = IcStatistics.Of(best.Ic.Daily, horizon);
        return new ValidationSummary(
            best.Metrics.PathSharpe, best.Metrics.MedianPathSharpe, best.Metrics.Sharpe, mean, t, days, IcStatistics.ByYear(panel, best.Ic, horizon),
            figures.DeflatedSharpe, expectedMaximum, figures.DsrProbability, figures.Pbo, figures.PboReason, figures.Trials,
            best.Metrics.Name, EquitiesXsPipeline.SelectionRule, horizon);
    }

    private static List<FeatureGain> Importance(VariantEvaluation best)
    {
        var total = best.Cpcv.GainImportance.Sum();
        return [.. best.Cpcv.GainImportance.Select((gain, i) => new FeatureGain(best.FeatureNames[i], total > 0 ? gain / total : double.NaN))
            .OrderByDescending(g => g.Share).ThenBy(g => g.Feature, StringComparer.Ordinal)];
    }
}
