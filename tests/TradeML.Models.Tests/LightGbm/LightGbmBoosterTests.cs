using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Models.LightGbm;

namespace TradeML.Models.Tests.LightGbm;

public sealed class LightGbmBoosterTests
{
    private static readonly LightGbmParameters Parameters = new()
    {
        Seed = 3, NumLeaves = 15, MinDataInLeaf = 5,
        FeatureFraction = 0.7, BaggingFraction = 0.7, BaggingFrequency = 1
    };

    [Test]
    public void Training_ReducesTheLossAndNamesWhatItUses()
    {
        var toy = new ToyMatrix(1000, 4, unknownShare: 0.05);
        using var set = Labelled(toy, Parameters);
        set.SetFeatureNames(["feat_a", "feat_b", "feat_c", "feat_d"]);
        using var booster = LightGbmBooster.Create(set, Parameters);
        var losses = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            booster.Train(10);
            losses.Add(booster.Evaluate(0).Single(item => item.Metric == "l2").Value);
        }

        var gain = booster.FeatureImportance(FeatureImportanceKind.Gain);
        Assert.That(losses, Is.Ordered.Descending);
        Assert.That(booster.Rounds, Is.EqualTo(40));
        Assert.That(booster.TreeCount, Is.EqualTo(40));
        Assert.That(booster.FeatureNames, Is.EqualTo(new[] { "feat_a", "feat_b", "feat_c", "feat_d" }));
        Assert.That(gain[0] + gain[1], Is.GreaterThan(5 * (gain[2] + gain[3])), "only the first two features matter");
    }

    [Test]
    public void Model_SavedAndLoaded_PredictsTheSameBits()
    {
        var toy = new ToyMatrix(300, 3, unknownShare: 0.1);
        using var set = Labelled(toy, Parameters);
        using var booster = LightGbmBooster.Create(set, Parameters);
        booster.Train(12);
        using var loaded = LightGbmBooster.Load(booster.SaveToText());
        using var shorter = LightGbmBooster.Load(booster.SaveToText(rounds: 5));
        double[] before = new double[toy.Rows], after = new double[toy.Rows];
        booster.Predict(toy.Values, toy.Rows, before);
        loaded.Predict(toy.Values, toy.Rows, after);
        Assert.That(after, Is.EqualTo(before));
        Assert.That(shorter.TreeCount, Is.EqualTo(5));
    }

    [TestCase(299, 300)] // values short of a row
    [TestCase(300, 299)] // no room for a result
    public void Predict_WrongSize_IsRefusedBeforeNativeCode(int rowsOfValues, int room)
    {
        var toy = new ToyMatrix(300, 3);
        using var set = Labelled(toy, Parameters);
        using var booster = LightGbmBooster.Create(set, Parameters);
        booster.Train(1);
        var error = Assert
            .Throws<TradeMLException>(() =>
                booster.Predict(toy.Values.AsSpan(0, rowsOfValues * 3), 300, new double[room]));
        Assert.That(error!.Message, Does.Contain("3 features"));
    }

    [Test]
    public void Training_OnOneThreadOrTwo_GivesTheSameTrees([Values] HistogramLayout layout)
    {
        var toy = new ToyMatrix(3000, 6, unknownShare: 0.05);
        var texts = new[] { 1,
            2 }.Select(threads => Trees(toy, Parameters with { Threads = threads, Histogram = layout })).ToList();
        Assert.That(texts[1], Is.EqualTo(texts[0]));
    }

    [Test]
    public void Training_Cancelled_StopsBetweenRounds()
    {
        var toy = new ToyMatrix(300, 3);
        using var set = Labelled(toy, Parameters);
        using var booster = LightGbmBooster.Create(set, Parameters);
        using var cancel = new CancellationTokenSource();
        var progress = new Stopper(cancel, atRound: 4);
        Assert.That(() => booster.Train(100, progress, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(booster.Rounds, Is.EqualTo(4));
    }

    [Test]
    public void Parameters_ThatLightGbmRefuses_BecomeASentence()
    {
        var toy = new ToyMatrix(100, 3);
        using var set = Labelled(toy, Parameters);
        var error = Assert
            .Throws<TradeMLException>(() =>
                LightGbmBooster.Create(set, Parameters with { Objective = "no_such_objective" }).Dispose());
        Assert.That(error!.Message,
            Does.StartWith("LightGBM could not start the training").And.Contain("no_such_objective"));
    }

    [Test]
    public void Text_ThatIsNoModel_IsRefused() =>
        Assert.That(() => LightGbmBooster.Load("not a model"), Throws.TypeOf<TradeMLException>());

    private static LightGbmDataset Labelled(ToyMatrix toy, LightGbmParameters parameters)
    {
        var set = LightGbmDataset.FromMatrix(toy.Values, toy.Rows, toy.Columns, parameters);
        set.SetLabels(toy.Labels);
        return set;
    }

    private static string Trees(ToyMatrix toy, LightGbmParameters parameters)
    {
        using var set = Labelled(toy, parameters);
        using var booster = LightGbmBooster.Create(set, parameters);
        booster.Train(10);
        var text = booster.SaveToText();
        return text[..text.IndexOf("parameters:", StringComparison.Ordinal)];
    }

    private sealed class Stopper(CancellationTokenSource cancel, int atRound) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value == atRound) cancel.Cancel();
        }
    }
}
