using System.Globalization;
using TradeML.Core.Universe;
using TradeML.Ops.Families;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;
using TradeML.Research.Backtest;
using TradeML.Research.Panels;
using TradeML.Store.Tables;

namespace TradeML.Ops.Training;

/// <summary>Puts a run's figures together.</summary>
internal static class RunSummary
{
    internal static RunMetrics Of(
        RunIdentity identity, ModelFamily family, Panel panel, double[] labels, IReadOnlyList<TrialEvaluation> trials,
        TrialEvaluation best,
        GoNoGoFigures figures, double expectedMaximum, SurvivorshipVerdict survivorship) => new()
        {
            Model = identity.Model,
            Provenance = new(
                identity.RunId, identity.ConfigHash, identity.Snapshot, identity.Seed, identity.Code, panel.Sessions[0],
                panel.Sessions[^1],
                panel.SymbolCount, panel.Rows),
            FeatureSet = new(family.Options.Features, SetHash.Of(family.Features)),
            LabelSet = new(family.LabelSet, SetHash.Of(family.Labels)),
            CostModelHash = RunIdentity.CostModelOf(family.Options),
            Trials = [.. trials.Select(v => v.Metrics)],
            Validation = Validation(family, panel, best, figures, expectedMaximum),
            Figures = figures,
            GoNoGo = GoNoGo.Evaluate(figures, GoNoGoLimits.From(family.Options.Bars)),
            Deciles = ScoreDeciles.Of(panel, best.MeanScores, labels),
            Costs = Costs(best.Mean, family.Options),
            Importance = Importance(best),
            Survivorship = survivorship,
            SampleRows = labels.LongCount(v => !double.IsNaN(v)),
        };

    private static CostSummary Costs(BacktestResult result, TrainingOptions options)
    {
        var b = options.Backtest;
        var model = string.Create(
            CultureInfo.InvariantCulture,
            $"Half of a {b.SpreadBps:0.##} bp spread, {b.FeeBps:0.##} bp fees and square-root impact (Y = "
                + $"{b.ImpactCoefficient:0.##}) on a book of {b.CapitalUsd:N0} USD; borrow of shorts "
                + $"{ConfigMapping.Backtest(options).BorrowBpsPerYear:0.##} bp a year.");
        return CostSummary.Of(result.GrossReturns, result.Costs, result.NetReturns, result.TradingCosts,
            result.Turnover, model);
    }

    private static ValidationSummary Validation(
        ModelFamily family, Panel panel, TrialEvaluation best, GoNoGoFigures figures, double expectedMaximum)
    {
        var horizon = family.Labels.Horizon;
        var (mean, t, days) = IcStatistics.Of(best.Ic.Daily, horizon);
        return new ValidationSummary(
            best.Metrics.PathSharpe, best.Metrics.MedianPathSharpe, best.Metrics.Sharpe, mean, t, days,
            IcStatistics.ByYear(panel, best.Ic, horizon),
            figures.DeflatedSharpe, expectedMaximum, figures.DsrProbability, figures.Pbo, figures.PboReason,
            figures.Trials,
            best.Metrics.Name, TrainingRun.SelectionRule, horizon);
    }

    private static List<FeatureGain> Importance(TrialEvaluation best)
    {
        var total = best.Cpcv.GainImportance.Sum();
        return [
            .. best.Cpcv.GainImportance
                .Select((gain, i) => new FeatureGain(best.FeatureNames[i], total > 0 ? gain / total : double.NaN))
            .OrderByDescending(g => g.Share).ThenBy(g => g.Feature, StringComparer.Ordinal)];
    }
}
