using System.Runtime.ExceptionServices;
using TradeML.Models.LightGbm;
using TradeML.Models.Training;
using TradeML.Research.Validation;

namespace TradeML.Models.EquitiesXs;

/// <summary>
/// Fits every trial on every split. Each fit runs on one thread and fits run side by side, so that the thread count
/// changes no bit.
/// </summary>
internal sealed class CpcvTraining
{
    private readonly TrainingSample sample;
    private readonly CpcvPlan plan;
    private readonly EquitiesXsConfig config;
    private readonly LightGbmParameters[] fits;
    private readonly double[][][] paths;
    private readonly FoldScore[][] folds;
    private readonly IReadOnlyList<double>[][] gains;
    private readonly IProgress<TrainingProgress>? progress;
    private readonly int seed;
    private int done;

    public CpcvTraining(
        TrainingSample sample, CpcvPlan plan, EquitiesXsConfig config, int seed, IProgress<TrainingProgress>? progress)
    {
        this.sample = sample;
        this.plan = plan;
        this.config = config;
        this.seed = seed;
        this.progress = progress;
        var trials = config.Trials;
        fits = [.. trials.Select(trial => trial.Parameters with { Seed = seed, Threads = 1 })];
        paths = [
            .. trials.Select(_ => Enumerable.Range(0, plan.PathCount).Select(_ => Unknown(sample.Rows)).ToArray())];
        folds = [.. trials.Select(_ => new FoldScore[plan.SplitCount])];
        gains = [.. trials.Select(_ => new IReadOnlyList<double>[plan.SplitCount])];
    }

    public IReadOnlyList<CpcvResult> Run(int threads, CancellationToken cancellationToken)
    {
        using var binned = new BinnedSample(sample, config, config.Trials, seed, threads);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, plan.SplitCount, options, split => FitSplit(binned, split, cancellationToken));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return [.. config.Trials.Select((trial, v) => new CpcvResult(trial, paths[v], folds[v], Mean(gains[v])))];
    }

    private static double[] Unknown(int rows)
    {
        var result = new double[rows];
        Array.Fill(result, double.NaN);
        return result;
    }

    private static double[] Mean(IReadOnlyList<double>[] rows)
    {
        var result = new double[rows[0].Count];
        foreach (var row in rows)
        {
            for (var i = 0; i < result.Length; i++) result[i] += row[i] / rows.Length;
        }

        return result;
    }

    private void FitSplit(BinnedSample binned, int split, CancellationToken cancellationToken)
    {
        var train = TrainingRows.Build(sample, config, plan.TrainRows(split));
        var test = plan.TestRows(split);
        LightGbmParameters? binning = null;
        LightGbmDataset? set = null;
        try
        {
            for (var v = 0; v < fits.Length; v++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var wanted = BinnedSample.Binning(fits[v], seed);
                if (set is null || !wanted.Equals(binning))
                {
                    set?.Dispose();
                    set = binned.Cut(wanted, train, threads: 1);
                    binning = wanted;
                }

                Fit(set, v, split, train.Rows.Length, test, cancellationToken);
            }
        }
        finally
        {
            set?.Dispose();
        }
    }

    private void Fit(
        LightGbmDataset set, int v, int split, int trainRows, int[] test, CancellationToken cancellationToken)
    {
        var trial = config.Trials[v];
        using var booster = LightGbmBooster.Create(set, fits[v]);
        booster.Train(trial.Rounds, null, cancellationToken);
        var forest = LightGbmForest.Parse(booster.SaveToText());
        var scores = new double[test.Length];
        forest.Predict(sample.Features.Span, sample.Rows, test, scores);
        Spread(split, test, scores, paths[v]);
        gains[v][split] = booster.FeatureImportance(FeatureImportanceKind.Gain);
        folds[v][split] = new FoldScore(split, trainRows, test.Length, forest.TreeCount,
            FoldIc.Mean(sample, test, scores));
        progress?.Report(
            new TrainingProgress(trial.Name, Interlocked.Increment(ref done), plan.SplitCount * fits.Length));
    }

    private void Spread(int split, int[] test, double[] scores, double[][] target)
    {
        var pathOfGroup = new double[plan.GroupCount][];
        foreach (var group in plan.TestGroups(split)) pathOfGroup[group] = target[plan.PathOf(split, group)!.Value];
        var day = sample.Day.Span;
        for (var i = 0; i < test.Length; i++) pathOfGroup[plan.GroupOf(day[test[i]])][test[i]] = scores[i];
    }
}
