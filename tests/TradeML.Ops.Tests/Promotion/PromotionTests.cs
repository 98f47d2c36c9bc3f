using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Lake.Partitions;
using TradeML.Ops.Families;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;
using TradeML.Ops.Tests.Training;
using Promoter = TradeML.Ops.Promotion.Promotion;

namespace TradeML.Ops.Tests.Promotion;

public sealed class PromotionTests
{
    private const string Model = "equities_xs";
    private static readonly BarOptions Low = new()
    {
        MinSharpe = -10, MaxDrawdown = 1, MinDeflatedSharpe = -10,
        MinDsrProbability = 0, MaxPbo = 1
    };

    [Test]
    public async Task Promote_NoRunYet_IsDataMissing()
    {
        using var lake = await SyntheticLake.CreateAsync(2, bars: false);
        Assert.That(async () => await Of(lake, SyntheticLake.Options()).PromoteIfBeatChampionAsync(),
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.DataMissing));
    }

    [Test]
    public async Task Promote_BarsMetAndNoChampion_MakesTheRunChampion()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var options = SyntheticLake.Options(bars: Low);
        var run = await TrainingRunTests.Train(lake, options);
        var verdict = await Of(lake, options).PromoteIfBeatChampionAsync();
        Assert.That(verdict.Champion, Is.Null);
        Assert.That(Alias(lake, ModelAliases.Champion), Is.EqualTo(run.RunId));
        Assert.That(verdict.Shadow, Does.Contain("not required"));
    }

    [Test]
    public async Task Promote_BarsNotMet_RefusesWithEveryBarAndItsValue()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var options = SyntheticLake.Options(bars: new BarOptions { MinSharpe = 10, MaxDrawdown = 0, MaxPbo = 1 });
        await TrainingRunTests.Train(lake, options);
        var refusal = Assert.ThrowsAsync<TradeMLException>(() => Of(lake, options).PromoteIfBeatChampionAsync())!;
        Assert.That(refusal.ExitCode, Is.EqualTo(3));
        Assert.That(refusal.Message,
            Does.Contain("Sharpe ratio is").And.Contain("≥ 10").And.Contain("Maximum drawdown is"));
        Assert.That(Alias(lake, ModelAliases.Champion), Is.Null);
    }

    [Test]
    public async Task Promote_DataNoLongerGreen_Refuses()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var options = SyntheticLake.Options(bars: Low);
        await TrainingRunTests.Train(lake, options);
        lake.Mark("reference/corp_actions", "S00", SyntheticLake.Start, SyntheticLake.End, PartitionState.Red);
        Assert.That(async () => await Of(lake, options).PromoteIfBeatChampionAsync(),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("reference/corp_actions"));
    }

    [TestCase(1.2, 1.1, true)]
    [TestCase(1.1, 1.1, false)] // a tie does not beat
    [TestCase(1.0, 1.1, false)]
    public async Task Judge_AgainstAChampion_TheBetterSharpeDecides(double challenger, double champion, bool pass)
    {
        var (one, two) = await Runs(challenger, champion);
        var verdict = Promoter.Judge(one, two, Green(), new GoNoGoLimits(-10, 1, -10, 0, 1));
        Assert.That(verdict.Pass, Is.EqualTo(pass));
        if (!pass) Assert.That(verdict.Refusals.Single(), Does.Contain("does not beat"));
    }

    [Test]
    public async Task Judge_ChampionUnderAnotherCostModel_IsNotCompared()
    {
        var (one, two) = await Runs(2, 1);
        var other = two with { Metrics = two.Metrics with { CostModelHash = "other" } };
        Assert.That(Promoter.Judge(one, other, Green(), new GoNoGoLimits(-10, 1, -10, 0, 1)).Refusals.Single(),
            Does.Contain("another cost model"));
    }

    [Test]
    public async Task Promote_BetterChallenger_KeepsTheOldChampionAsPrevious()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var options = SyntheticLake.Options(
            [new TrialOptions { Name = "a" }, new TrialOptions { Name = "b", NumLeaves = 3 }], bars: Low);
        var first = await TrainingRunTests.Train(lake, options);
        await Of(lake, options).PromoteIfBeatChampionAsync();
        lake.Lake.Control.Write(tx => ModelAliases.Set(tx, Model, ModelAliases.Challenger, first.RunId));
        var again = await Of(lake, options).PromoteIfBeatChampionAsync();
        Assert.That(again.Champion, Is.EqualTo(first.RunId), "promoting the champion again changes nothing");
        Assert.That(Alias(lake, ModelAliases.Previous), Is.Null);
        var second = await TrainingRunTests.Train(lake,
            SyntheticLake.Options([new TrialOptions { Name = "c", NumLeaves = 5 }], bars: Low));
        var verdict = Of(lake, SyntheticLake.Options(bars: Low)).Check();
        Assert.That(verdict.Challenger, Is.EqualTo(second.RunId));
        Assert.That(verdict.Refusals.Any(r => r.Contains("does not beat", StringComparison.Ordinal)),
            Is.EqualTo(second.Metrics.Figures.Sharpe <= first.Metrics.Figures.Sharpe));
    }

    private static Promoter Of(SyntheticLake lake, TrainingOptions options) =>
        new(lake.Lake, SyntheticLake.Family(options), lake.Time);

    private static string? Alias(SyntheticLake lake, string alias) =>
        lake.Lake.Control.Read(r => ModelAliases.Find(r, Model, alias));

    private static GateVerdict Green() =>
        new(Model, new TrainingWindow(SyntheticLake.Start, SyntheticLake.End, SyntheticLake.Start, []), [], []);

    private static async Task<(RunResult Challenger, RunResult Champion)> Runs(double challenger, double champion)
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var run = await TrainingRunTests.Train(lake);
        RunResult With(string id, double sharpe) =>
            run with
            {
                RunId = id,
                Metrics =
                    run.Metrics with
                    {
                        Figures = run.Metrics.Figures with
                        {
                            Sharpe = sharpe,
                            DeflatedSharpe = 1,
                            DsrProbability = 1,
                            Pbo = 0
                        }
                    }
            };
        return (With("new", challenger), With("old", champion));
    }
}
