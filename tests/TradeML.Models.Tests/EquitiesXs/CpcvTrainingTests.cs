using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Models.EquitiesXs;
using TradeML.Models.Training;
using TradeML.Research.Validation;

namespace TradeML.Models.Tests.EquitiesXs;

public sealed class CpcvTrainingTests
{
    [Test]
    public void Paths_HoldOneScoreForEachLabelledRow()
    {
        var market = new ToyMarket();
        var plan = market.Plan();
        var result = EquitiesXsTrainer.TrainCpcv(market.Sample, plan, ToyMarket.Config(), seed: 1).Single();
        Assert.That(result.Paths, Has.Count.EqualTo(plan.PathCount));
        foreach (var path in result.Paths)
        {
            for (var row = 0; row < path.Length; row++)
                Assert.That(double.IsNaN(path[row]), Is.EqualTo(market.LabelEnd[row] < 0), $"row {row}");
        }

        Assert.That(result.Folds.Select(fold => fold.Split), Is.EqualTo(Enumerable.Range(0, plan.SplitCount)));
        Assert.That(result.Folds.Select(fold => fold.RankIc), Has.All.GreaterThan(0.8),
            "the planted signal is found out of sample");
        Assert.That(result.GainImportance[0], Is.EqualTo(result.GainImportance.Max()));
    }

    [Test]
    public void Scores_OfUnlearnableLabels_KnowNothingOfThem([Values] BinSharing bins)
    {
        var market = new ToyMarket(signal: 0);
        var config = ToyMarket.Config(ToyMarket.Deep) with { Bins = bins, HalfLifeMonths = 0 };
        var known = Enumerable.Range(0, market.Day.Length).Where(row => market.LabelEnd[row] >= 0).ToArray();
        var outOfFold = EquitiesXsTrainer.TrainCpcv(market.Sample, market.Plan(), config, seed: 1).Single();
        var inSample = EquitiesXsTrainer.TrainFinal(market.Sample, config, ToyMarket.Deep, seed: 1)
            .Score(ToyMarket.Names, market.Features, market.Day.Length);
        Assert.That(Correlation(market, known, inSample), Is.GreaterThan(0.4),
            "deep trees learn the rows they train on by heart");
        foreach (var path in outOfFold.Paths)
            Assert.That(Correlation(market, known, path), Is.LessThan(0.1),
                "so a score that knew its own row would show");
    }

    [Test]
    public void Scores_OfASplit_DoNotMoveWithLabelsItMayNotSee(
        [Values(LabelTransform.Raw, LabelTransform.Demeaned, LabelTransform.Ranked)] LabelTransform transform)
    {
        ToyMarket market = new(), changed = new();
        var plan = market.Plan();
        const int split = 1;
        var train = plan.TrainRows(split).ToHashSet();
        for (var row = 0; row < changed.Labels.Length; row++)
        {
            if (!train.Contains(row)) changed.Labels[row] = -100 * changed.Labels[row];
        }

        var config = ToyMarket.Config() with { LabelTransform = transform };
        var before = EquitiesXsTrainer.TrainCpcv(market.Sample, plan, config, seed: 1).Single();
        var after = EquitiesXsTrainer.TrainCpcv(changed.Sample, plan, config, seed: 1).Single();
        foreach (var group in plan.TestGroups(split).ToArray())
        {
            var path = plan.PathOf(split, group)!.Value;
            foreach (var row in plan.GroupRows(group))
                Assert.That(after.Paths[path][row], Is.EqualTo(before.Paths[path][row]), $"row {row}");
        }

        Assert.That(after.Paths[0], Is.Not.EqualTo(before.Paths[0]), "other splits do train on the changed labels");
    }

    [Test]
    public void Scores_WithBinsPerSplit_DoNotMoveWithFeaturesOfOtherTestRows()
    {
        ToyMarket market = new(), changed = new();
        var plan = market.Plan();
        const int split = 0;
        var test = plan.TestRows(split);
        foreach (var row in test.Skip(1)) changed.Features[row] *= 1000;
        var config = ToyMarket.Config() with { Bins = BinSharing.PerSplit };
        var before = EquitiesXsTrainer.TrainCpcv(market.Sample, plan, config, seed: 1).Single();
        var after = EquitiesXsTrainer.TrainCpcv(changed.Sample, plan, config, seed: 1).Single();
        var path = plan.PathOf(split, plan.GroupOf(market.Day[test[0]]))!.Value;
        Assert.That(after.Paths[path][test[0]], Is.EqualTo(before.Paths[path][test[0]]));
    }

    [Test]
    public void Training_OnOneThreadOrTwo_GivesTheSameBits([Values] BinSharing bins)
    {
        var market = new ToyMarket();
        var config = ToyMarket.Config(ToyMarket.Small,
            ToyMarket.Small with { Name = "other", Rounds = 4 }) with
        { Bins = bins };
        var one = EquitiesXsTrainer.TrainCpcv(market.Sample, market.Plan(), config, seed: 5, threads: 1);
        var two = EquitiesXsTrainer.TrainCpcv(market.Sample, market.Plan(), config, seed: 5, threads: 2);
        var other = EquitiesXsTrainer.TrainCpcv(market.Sample, market.Plan(), config, seed: 6, threads: 2);
        for (var v = 0; v < 2; v++)
        {
            Assert.That(two[v].Paths, Is.EqualTo(one[v].Paths));
            Assert.That(two[v].Folds, Is.EqualTo(one[v].Folds));
            Assert.That(two[v].GainImportance, Is.EqualTo(one[v].GainImportance));
            Assert.That(other[v].Paths, Is.Not.EqualTo(one[v].Paths));
        }
    }

    [Test]
    public void Variant_InAFamily_EqualsTheVariantAlone()
    {
        var market = new ToyMarket();
        var coarse = ToyMarket.Small with
        {
            Name = "coarse",
            Parameters = ToyMarket.Small.Parameters with { MaxBin = 15, MinDataInLeaf = 100 }
        };
        var family = EquitiesXsTrainer.TrainCpcv(market.Sample, market.Plan(),
            ToyMarket.Config(coarse, ToyMarket.Small), seed: 2);
        var alone = EquitiesXsTrainer.TrainCpcv(market.Sample, market.Plan(), ToyMarket.Config(ToyMarket.Small),
            seed: 2);
        Assert.That(family[1].Paths, Is.EqualTo(alone[0].Paths));
        Assert.That(family[0].Paths, Is.Not.EqualTo(family[1].Paths));
    }

    [Test]
    public void Training_Cancelled_Stops()
    {
        var market = new ToyMarket();
        using var cancel = new CancellationTokenSource();
        var progress = new Stopper(cancel);
        Assert.That(
            () =>
                EquitiesXsTrainer.TrainCpcv(market.Sample, market.Plan(), ToyMarket.Config(), 1, 2, progress,
                    cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(progress.Last.FitsTotal, Is.EqualTo(6));
        Assert.That(progress.Last.FitsDone, Is.LessThan(6));
    }

    [Test]
    public void Plan_OfOtherRows_IsRefused()
    {
        var market = new ToyMarket();
        var plan = new ToyMarket(symbols: 3).Plan();
        Assert.That(() => EquitiesXsTrainer.TrainCpcv(market.Sample, plan, ToyMarket.Config(), 1),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("480 rows"));
    }

    [Test]
    public void Config_WithSeveralFaults_NamesAllOfThem()
    {
        var market = new ToyMarket(symbols: 2);
        var config = ToyMarket.Config(ToyMarket.Small with { Rounds = 0 }, ToyMarket.Small) with
        {
            HalfLifeMonths = -1,
            SampleEverySessions = 0
        };
        var error = Assert
            .Throws<TradeMLException>(() => EquitiesXsTrainer.TrainCpcv(market.Sample, market.Plan(), config, 1));
        Assert.That(error!.Message,
            Does.Contain("share a name").And.Contain("0 rounds").And.Contain("half-life").And.Contain("every 0"));
    }

    [Test]
    public void Classification_OfTheBetterHalf_RanksTheSignal()
    {
        var market = new ToyMarket();
        var trial = ToyMarket.Small with { Parameters = ToyMarket.Small.Parameters with { Objective = "binary" } };
        var config = ToyMarket.Config(trial) with { LabelTransform = LabelTransform.AboveMedian };
        var result = EquitiesXsTrainer.TrainCpcv(market.Sample, market.Plan(), config, seed: 1).Single();
        Assert.That(result.Folds.Select(fold => fold.RankIc), Has.All.GreaterThan(0.7));
        Assert.That(result.Paths[0].Where(score => !double.IsNaN(score)), Has.All.InRange(0.0, 1.0));
    }

    private static double Correlation(ToyMarket market, int[] rows, double[] scores)
    {
        var labels = rows.Select(row => market.Labels[row] - (0.2 * Math.Sin(market.Day[row]))).ToArray();
        return RankCorrelation.Pearson(rows.Select(row => scores[row]).ToArray(), labels);
    }

    private sealed class Stopper(CancellationTokenSource cancel) : IProgress<TrainingProgress>
    {
        public TrainingProgress Last { get; private set; }

        public void Report(TrainingProgress value)
        {
            Last = value;
            cancel.Cancel();
        }
    }
}
