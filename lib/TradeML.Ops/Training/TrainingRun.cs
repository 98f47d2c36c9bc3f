using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Lake;
using TradeML.Lake.Runs;
using TradeML.Models.Training;
using TradeML.Ops.Families;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;
using TradeML.Research.Backtest;
using TradeML.Research.Labels;
using TradeML.Research.Panels;
using TradeML.Research.Validation;
using TradeML.Store.KnownAt;
using TradeML.Store.Panels;
using TradeML.Store.Tables;

namespace TradeML.Ops.Training;

/// <summary>
/// Trains and measures a model family on what the gate has judged: curated bars → panel → the feature set and the label
/// set it names → cross-validation of every trial → backtest a path → trial ledger, deflated Sharpe ratio and PBO →
/// go/no-go bars → artifacts. A run that is finished is found by its id and nothing is computed; a run that was cut off
/// leaves nothing visible.
/// </summary>
internal sealed class TrainingRun(
    DataLake lake, ModelFamily family, GateVerdict verdict, int threadLimit, SurvivorshipOptions? survivorship)
{
    /// <summary>How the reported configuration is chosen.</summary>
    internal const string SelectionRule =
        "The configuration with the highest net Sharpe ratio on its mean path is reported; every one that was "
            + "tried counts as a trial.";

    private readonly TrainingOptions options = family.Options;
    private readonly int threads = threadLimit > 0 ? threadLimit : Environment.ProcessorCount;

    /// <summary>Runs it, or finds its finished run.</summary>
    /// <param name="progress">Told what it does; null = nobody.</param>
    /// <param name="ct">Stops it: the run is recorded as cancelled and nothing else is visible.</param>
    /// <exception cref="TradeMLException">Data missing: no curated bars, or too few sessions for the
    /// cross-validation.</exception>
    internal async Task<RunResult> RunAsync(IProgress<PipelineProgress>? progress, CancellationToken ct)
    {
        _ = family.Trainer; // a name that nobody trains is told before anything is read
        var window = verdict.Window;
        var symbols = CommonShares.Among(lake, verdict.Symbols, window.Start, window.End);
        var files = lake.Reader.Files(PanelLoader.Table, PanelLoader.Files(window.Start, window.End));
        var identity = RunIdentity.Of(family, files, symbols, window.Start, window.End);
        var folder = RunArtifacts.FolderOf(family.Name, identity.RunId);
        if (lake.Runs.Find(identity.RunId) is { Status: RunStatus.Succeeded })
        {
            // The figures are the run's; the bars are those of today's configuration.
            var found = RunArtifacts.ReadMetrics(lake, family.Name, identity.RunId);
            return new RunResult(identity.RunId, true, folder,
                found with { GoNoGo = GoNoGo.Evaluate(found.Figures, GoNoGoLimits.From(options.Bars)) });
        }

        lake.Runs.Start($"{family.Name}_train", ConfigMapping.Json(options), identity.RunId);
        try
        {
            var metrics = await Task.Run(() => ComputeAsync(identity, symbols, progress, ct), ct).ConfigureAwait(false);
            return new RunResult(identity.RunId, false, folder, metrics);
        }
        catch (OperationCanceledException)
        {
            lake.Runs.Cancel(identity.RunId);
            throw;
        }
        catch (TradeMLException e)
        {
            lake.Runs.Fail(identity.RunId, e.Message);
            throw;
        }
    }

    private async Task<RunMetrics> ComputeAsync(
        RunIdentity identity, IReadOnlyList<string> symbols, IProgress<PipelineProgress>? progress,
        CancellationToken ct)
    {
        var (trainer, settings, backtest) = (family.Trainer, ConfigMapping.Trainer(options),
            ConfigMapping.Backtest(options));
        progress?.Report(new("read curated bars", 0, 0));
        var panel = PanelLoader.Load(lake, symbols, verdict.WindowStart, verdict.WindowEnd);
        var sets = new PanelSets(lake, panel, threads);
        progress?.Report(new("build features", 0, 0, $"{panel.SymbolCount} symbols, {panel.Rows} rows"));
        var (features, unknown) = sets.Features(family.Features, ct).Split();
        if (unknown.Count > 0)
            progress?.Report(new("leave out features", 0, 0, $"unknown everywhere: {string.Join(", ", unknown)}"));
        var labels = sets.Labels(family.LabelSet, family.Labels, ct);
        var (values, ends) = OfUniverse(panel, labels);
        var plan = new CombinatorialPurgedCv(options.Cpcv.Groups, options.Cpcv.TestGroups, options.Cpcv.EmbargoSessions)
            .Plan(panel.Sessions.Length, panel.Day, ends);
        plan.RequireTestBlocks(panel.Sessions, options.Cpcv.MinTestBlockMonths);

        var sample = new TrainingSample(features.Names, features.Values, panel.Day, panel.Sessions, values);
        var fits = progress is null ? null : new FitProgress(progress);
        var folds = trainer.TrainCpcv(sample, plan, settings, options.Seed, threads, fits, ct);
        var trials = new List<TrialEvaluation>(folds.Count);
        var configurations = options.Configurations();
        foreach (var fold in folds)
        {
            ct.ThrowIfCancellationRequested();
            progress?.Report(new("backtest paths", trials.Count, folds.Count, fold.Trial.Name));
            var hash = RunIdentity.HashOf(family, configurations[trials.Count].Parameters);
            trials.Add(
                TrialEvaluation.Of(panel, values, family.Labels.Horizon, fold, features.Names, hash, backtest, ct));
        }

        var best = Best(trials);
        if (best.Mean.Dates.Length == 0)
            throw new TradeMLException(
                ErrorKind.DataMissing, "No name of the universe could be traded on any day of the window.",
                PanelLoader.Table,
                "Lower universe.min_adv_usd or universe.min_price_usd, or read more symbols.");
        var (figures, expectedMaximum) = Multiplicity.Of(lake, identity, trials, best);
        var metrics = RunSummary.Of(
            identity, family, panel, values, trials, best, figures, expectedMaximum,
            PanelSurvivorship.Of(panel, survivorship ?? new SurvivorshipOptions()));
        progress?.Report(new("train final model", 0, 0, best.Metrics.Name));
        var model = trainer.TrainFinal(sample, settings, best.Cpcv.Trial, options.Seed, threads, ct);
        progress?.Report(new("store artifacts", 0, 0, identity.RunId));
        var book = LongShortBacktest.Run(panel, best.MeanScores, backtest with { KeepPositions = true }, ct);
        await RunArtifacts.StoreAsync(lake, family, identity, new(metrics, model, panel, labels, trials, best, book),
            ct).ConfigureAwait(false);
        return metrics;
    }

    /// <summary>Labels of the universe's rows; the others are neither learnt from, nor scored, nor traded.</summary>
    private (double[] Values, int[] Ends) OfUniverse(Panel panel, EventLabels labels)
    {
        var inside = UniverseFilter.Rows(panel, options.Universe);
        var (values, ends) = ((double[])labels.Value.Clone(), (int[])labels.EndDay.Clone());
        for (var row = 0; row < inside.Length; row++)
            if (!inside[row]) (values[row], ends[row]) = (double.NaN, -1);
        return (values, ends);
    }

    private static TrialEvaluation Best(List<TrialEvaluation> trials)
    {
        var best = trials[0];
        foreach (var trial in trials.Skip(1))
            if (trial.Metrics.Sharpe > best.Metrics.Sharpe
                || (double.IsNaN(best.Metrics.Sharpe) && !double.IsNaN(trial.Metrics.Sharpe))) best = trial;
        return best;
    }

    private sealed class FitProgress(IProgress<PipelineProgress> outer) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) =>
            outer.Report(new("cross-validate", value.FitsDone, value.FitsTotal, value.Trial));
    }
}
