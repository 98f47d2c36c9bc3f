using NUnit.Framework;
using TradeML.Ops.Families;
using TradeML.Ops.Runs;
using TradeML.Ops.Training;
using TradeML.Store.Tables;

namespace TradeML.Ops.Tests.Training;

public sealed class NamedSetTests
{
    private const string Model = "equities_xs";

    [Test]
    public async Task Run_Record_NamesTheFeatureAndTheLabelSetWithTheirHashes()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var family = SyntheticLake.Family();
        var run = await TrainingRunTests.Train(lake);
        var stored = ModelRuns.Find(lake.Lake, Model).Metrics;
        Assert.That(stored.FeatureSet,
            Is.EqualTo(new NamedSet("equities_v1", SetHash.Of(family.Features))).And.EqualTo(run.Metrics.FeatureSet));
        Assert.That(stored.LabelSet,
            Is.EqualTo(new NamedSet("forward_5d_last_close", SetHash.Of(family.Labels))).And.EqualTo(
                run.Metrics.LabelSet));
    }

    [Test]
    public async Task Run_OtherLabelSet_IsAnotherRun()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var family = SyntheticLake.Family(SyntheticLake.Options([new TrialOptions { Name = "base", Rounds = 2 }]));
        var gate = new TrainGate(lake.Lake, lake.Time, 1);
        var first = await gate.TrainIfReadyAsync(family);
        var second = await gate.TrainIfReadyAsync(
            family with { LabelSet = "shorter", Labels = family.Labels with { Horizon = 2 } });
        Assert.That(second.RunId, Is.Not.EqualTo(first.RunId));
        Assert.That((first.Metrics.Validation.HorizonSessions, second.Metrics.Validation.HorizonSessions),
            Is.EqualTo((5, 2)));
    }
}
