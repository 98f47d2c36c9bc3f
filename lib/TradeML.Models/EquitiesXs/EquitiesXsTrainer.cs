using TradeML.Core.Errors;
using TradeML.Models.LightGbm;
using TradeML.Models.Training;
using TradeML.Research.Validation;

namespace TradeML.Models.EquitiesXs;

/// <summary>Trains equities_xs: regression of forward returns on daily cross-sectional features (SSOT §4.2).</summary>
public static class EquitiesXsTrainer
{
    /// <summary>
    /// Trains every trial of the family on every split of a combinatorial purged cross-validation and scores its test
    /// rows. The same seed gives the same bytes on any number of threads. Memory: paths × rows doubles a trial, and one
    /// binned training set a thread.
    /// </summary>
    /// <param name="sample">The rows.</param>
    /// <param name="plan">The splits, made over the same rows.</param>
    /// <param name="config">The family.</param>
    /// <param name="seed">Seed of every draw.</param>
    /// <param name="threads">Fits that run side by side, at least 1. Default 1.</param>
    /// <param name="progress">Told each finished fit, from the thread that finished it; null = nobody.</param>
    /// <param name="cancellationToken">Looked at between rounds.</param>
    /// <returns>One result a trial, in their order.</returns>
    /// <exception cref="TradeMLException">The plan does not fit the sample, a split has no training row, wrong
    /// parameters, or LightGBM's native library is missing.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<CpcvResult> TrainCpcv(
        TrainingSample sample, CpcvPlan plan, EquitiesXsConfig config, int seed, int threads = 1,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        EquitiesXsConfigCheck.Demand(config);
        if (plan.RowCount != sample.Rows)
        {
            throw new TradeMLException(ErrorKind.BadInput,
                $"The splits are planned over {plan.RowCount} rows, the sample has {sample.Rows}.", null,
                "Plan over the sample's own days and label ends.");
        }

        return new CpcvTraining(sample, plan, config, seed, progress).Run(threads, cancellationToken);
    }

    /// <summary>Trains one trial on every labelled row of the sample.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="config">What the trials share.</param>
    /// <param name="trial">The trial to train.</param>
    /// <param name="seed">Seed of every draw; the same seed gives the same bytes on any number of threads.</param>
    /// <param name="threads">Threads of the fit, at least 1. Default 1.</param>
    /// <param name="progress">Told rounds done; null = nobody.</param>
    /// <param name="cancellationToken">Looked at between rounds.</param>
    /// <exception cref="TradeMLException">No labelled row, wrong parameters, or LightGBM's native library is
    /// missing.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static EquitiesXsModel TrainFinal(
        TrainingSample sample, EquitiesXsConfig config, TrialSettings trial, int seed, int threads = 1,
        IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var alone = config with { Trials = [trial], Bins = BinSharing.PerSplit };
        EquitiesXsConfigCheck.Demand(alone);
        var rows = new int[sample.Rows];
        for (var i = 0; i < rows.Length; i++) rows[i] = i;
        var train = TrainingRows.Build(sample, alone, rows);
        using var binned = new BinnedSample(sample, alone, alone.Trials, seed, threads);
        using var set = binned.Cut(BinnedSample.Binning(trial.Parameters, seed), train, threads);
        using var booster = LightGbmBooster.Create(set, trial.Parameters with { Seed = seed, Threads = threads });
        booster.Train(trial.Rounds, progress, cancellationToken);
        var (first, last) = Window(sample, train.Rows);
        var record = new TrainingRecord(config with { Trials = [trial] }, seed, train.Rows.Length, first, last,
            LightGbmRuntime.Engine);
        return new EquitiesXsModel(ModelText.WithoutThreads(booster.SaveToText()), sample.FeatureNames, record);
    }

    private static (DateOnly First, DateOnly Last) Window(TrainingSample sample, int[] rows)
    {
        int first = int.MaxValue, last = 0;
        foreach (var row in rows)
        {
            first = Math.Min(first, sample.Day.Span[row]);
            last = Math.Max(last, sample.Day.Span[row]);
        }

        return (sample.Sessions.Span[first], sample.Sessions.Span[last]);
    }
}
