using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Lake;
using TradeML.Lake.Runs;
using TradeML.Models.EquitiesXs;
using TradeML.Ops.Families;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;
using TradeML.Research.Features;
using TradeML.Research.Labels;
using TradeML.Research.Panels;
using TradeML.Research.Validation;
using TradeML.Store.KnownAt;
using TradeML.Store.Panels;

namespace TradeML.Ops.Training;

/// <summary>
/// Trains and measures equities_xs: curated bars → panel → features and labels → cross-validation of every configuration of the family
/// → backtest a path → trial ledger, deflated Sharpe ratio and PBO → go/no-go bars → artifacts. A run that is finished is found by its
/// id and nothing is computed; a run that was cut off leaves nothing visible.
/// </summary>
public sealed class EquitiesXsPipeline
{
    /// <summary>Name of the model.</summary>
    public const string Model = "equities_xs";

    /// <summary>How the reported configuration is chosen.</summary>
    public const string SelectionRule = "The configuration with the highest net Sharpe ratio on its mean path is reported; every one that was tried counts as a trial.";

    private readonly DataLake lake;
    private readonly TrainingOptions options;
    private readonly FeatureSetConfig featureSet;
    private readonly TimeProvider time;
    private readonly int threads;
    private readonly SurvivorshipOptions survivorship;

    /// <summary>Prepares the pipeline; nothing runs yet.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="options">The model's configuration.</param>
    /// <param name="featureSet">The feature set that it names; features that are unknown everywhere are left out.</param>
    /// <param name="time">The clock: it says which session was the last to close.</param>
    /// <param name="threads">Threads of features and training; the numbers do not depend on it. Default 0: all cores.</param>
    /// <param name="survivorship">When the names count as drawn from survivors; null takes the defaults.</param>
    public EquitiesXsPipeline(DataLake lake, TrainingOptions options, FeatureSetConfig featureSet, TimeProvider time, int threads = 0, SurvivorshipOptions? survivorship = null)
    {
        this.lake = lake;
        this.options = options;
        this.featureSet = featureSet;
        this.time = time;
        this.survivorship = survivorship ?? new SurvivorshipOptions();
        this.threads = threads > 0 ? threads : Environment.ProcessorCount;
    }

    /// <summary>Runs the pipeline, or finds its finished run.</summary>
    /// <param name="asOf">Last day of the data; null takes the stage's last, or the last session that has closed.</param>
    /// <param name="progress">Told what it does; null = nobody.</param>
    /// <param name="ct">Stops it: the run is recorded as cancelled and nothing else is visible.</param>
    /// <exception cref="TradeMLException">Data missing: no curated bars, or too few sessions for the cross-validation.</exception>
    public async Task<RunResult> RunAsync(DateOnly? asOf = null, IProgress<PipelineProgress>? progress = null, CancellationToken ct = default)
    {
        var window = TrainingWindow.Of(lake, options, asOf, time);
        var symbols = CommonShares.Among(lake, [.. window.Symbols.Select(s => s.Symbol)], window.Start, window.End);
        var files = lake.Reader.Files(PanelLoader.Table, PanelLoader.Files(window.Start, window.End));
        var identity = RunIdentity.Of(Model, options, featureSet, files, symbols, window.Start, window.End);
        var folder = RunArtifacts.FolderOf(Model, identity.RunId);
        if (lake.Runs.Find(identity.RunId) is { Status: RunStatus.Succeeded })
        {
            // The figures are the run's; the bars are those of today's configuration.
            var found = RunArtifacts.ReadMetrics(lake, Model, identity.RunId);
            return new RunResult(identity.RunId, true, folder, found with { GoNoGo = GoNoGo.Evaluate(found.Figures, GoNoGoLimits.From(options.Bars)) });
        }

        lake.Runs.Start("equities_xs_train", ConfigMapping.Json(options), identity.RunId);
        try
        {
            var metrics = await Task.Run(() => ComputeAsync(identity, symbols, window, progress, ct), ct).ConfigureAwait(false);
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
        RunIdentity identity, IReadOnlyList<string> symbols, TrainingWindow window, IProgress<PipelineProgress>? progress, CancellationToken ct)
    {
        var (family, backtest) = (ConfigMapping.Family(options), ConfigMapping.Backtest(options));
        progress?.Report(new("read curated bars", 0, 0));
        var panel = PanelLoader.Load(lake, symbols, window.Start, window.End);
        progress?.Report(new("build features", 0, 0, $"{panel.SymbolCount} symbols, {panel.Rows} rows"));
        var (features, unknown) = EquityFeatures.Build(panel, featureSet, threads, ct).Split();
        if (unknown.Count > 0) progress?.Report(new("leave out features", 0, 0, $"unknown everywhere: {string.Join(", ", unknown)}"));
        // A holder of a listing that has ended has its last close, and knows so at the label's end.
        var horizon = new LabelHorizon(options.Label.Horizon) { EndedAfterSessions = 1, DelistingReturns = DelistingReturns.LastClose };
        var labels = ForwardReturns.Build(panel, new(horizon), null, threads, ct);
        var (values, ends) = OfUniverse(panel, labels);
        var plan = new CombinatorialPurgedCv(options.Cpcv.Groups, options.Cpcv.TestGroups, options.Cpcv.EmbargoSessions).Plan(panel.Sessions.Length, panel.Day, ends);
        plan.RequireTestBlocks(panel.Sessions, options.Cpcv.MinTestBlockMonths);

        var sample = new TrainingSample(features.Names, features.Values, panel.Day, panel.Sessions, values);
        var fits = progress is null ? null : new FitProgress(progress);
        var folds = EquitiesXsTrainer.TrainCpcv(sample, plan, family, options.Seed, threads, fits, ct);
        var variants = new List<VariantEvaluation>(folds.Count);
        var configurations = options.Configurations();
        foreach (var fold in folds)
        {
            ct.ThrowIfCancellationRequested();
            progress?.Report(new("backtest paths", variants.Count, folds.Count, fold.Variant.Name));
            var hash = RunIdentity.HashOf(options, featureSet, configurations[variants.Count].Parameters);
            variants.Add(VariantEvaluation.Of(panel, values, options.Label.Horizon, fold, features.Names, hash, backtest, ct));
        }

        var best = Best(variants);
        if (best.Mean.Dates.Length == 0)
            throw new TradeMLException(
                ErrorKind.DataMissing, "No name of the universe could be traded on any day of the window.", PanelLoader.Table,
                "Lower universe.min_adv_usd or universe.min_price_usd, or read more symbols.");
        var (figures, expectedMaximum) = Multiplicity.Of(lake, identity, variants, best);
        var metrics = RunSummary.Of(identity, options, panel, values, variants, best, figures, expectedMaximum, PanelSurvivorship.Of(panel, survivorship));
        progress?.Report(new("train final model", 0, 0, best.Metrics.Name));
        var model = EquitiesXsTrainer.TrainFinal(sample, family, best.Cpcv.Variant, options.Seed, threads, null, ct);
        progress?.Report(new("store artifacts", 0, 0, identity.RunId));
        await RunArtifacts.StoreAsync(lake, identity, metrics, model, panel, labels, variants, best, ct).ConfigureAwait(false);
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

    private static VariantEvaluation Best(List<VariantEvaluation> variants)
    {
        var best = variants[0];
        foreach (var variant in variants.Skip(1))
            if (variant.Metrics.Sharpe > best.Metrics.Sharpe || (double.IsNaN(best.Metrics.Sharpe) && !double.IsNaN(variant.Metrics.Sharpe))) best = variant;
        return best;
    }

    private sealed class FitProgress(IProgress<PipelineProgress> outer) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => outer.Report(new("cross-validate", value.FitsDone, value.FitsTotal, value.Variant));
    }
}
