using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Lake.Partitions;
using TradeML.Ops.Families;
using TradeML.Ops.Gate;
using TradeML.Ops.Training;

namespace TradeML.Ops.Tests.Gate;

public sealed class GreenGateTests
{
    private const string Curated = "curated/equities_ohlcv_adj";
    private static readonly int Sessions = ExchangeCalendar.Xnys.Count(SyntheticLake.Start, SyntheticLake.End);

    [Test]
    public async Task Judge_EverythingGreen_Passes()
    {
        using var lake = await SyntheticLake.CreateAsync(4, bars: false);
        var verdict = Judge(lake);
        Assert.That(verdict.Pass, Is.True);
        Assert.That(verdict.Reasons, Is.Empty);
        Assert.That(verdict.Dependencies.Select(d => d.Expected), Is.All.EqualTo(4L * Sessions));
    }

    // 4 symbols: the last 4 % of one symbol's sessions are 1 % of the table.
    [TestCase(0.98, 0.01, true)]
    [TestCase(0.98, 0.03, false)]
    [TestCase(0.0, 0.5, true)]
    public async Task Judge_ShareAgainstThreshold_Decides(double threshold, double missing, bool pass)
    {
        using var lake = await SyntheticLake.CreateAsync(4, bars: false);
        var days = ExchangeCalendar.Xnys.Sessions(SyntheticLake.Start, SyntheticLake.End);
        var from = days[Sessions - (int)(missing * Sessions * 4) is var i and >= 0 ? i : 0];
        lake.Mark(Curated, "S01", from, SyntheticLake.End, PartitionState.Red);
        Assert.That(Judge(lake, SyntheticLake.Options(minGreen: threshold)).Pass, Is.EqualTo(pass));
    }

    [Test]
    public async Task Judge_ShareExactlyAtTheThreshold_Passes()
    {
        using var lake = await SyntheticLake.CreateAsync(4, bars: false);
        lake.Mark(Curated, "S01", SyntheticLake.Start, SyntheticLake.End, PartitionState.Red);
        Assert.That(Judge(lake, SyntheticLake.Options(minGreen: 0.75)).Pass, Is.True);
        lake.Mark(Curated, "S02", SyntheticLake.Start, SyntheticLake.Start.AddDays(1), PartitionState.Red);
        Assert.That(Judge(lake, SyntheticLake.Options(minGreen: 0.75)).Pass, Is.False);
    }

    [TestCase(0.7, true)]
    [TestCase(0.8, false)]
    public async Task Judge_OverriddenShare_DecidesInsteadOfTheModels(double minGreen, bool pass)
    {
        using var lake = await SyntheticLake.CreateAsync(4, bars: false);
        lake.Mark(Curated, "S01", SyntheticLake.Start, SyntheticLake.End, PartitionState.Red); // 75 % GREEN
        var gate = new GreenGate(lake.Lake, lake.Time, minGreen);
        Assert.That(gate.Judge(SyntheticLake.Family(SyntheticLake.Options(minGreen: pass ? 0.99 : 0.5))).Pass,
            Is.EqualTo(pass));
    }

    [Test]
    public async Task Train_BelowTheThreshold_RefusesNamingWhatIsMissingAndTheRemedy()
    {
        using var lake = await SyntheticLake.CreateAsync(4, bars: false);
        lake.Mark(Curated, "S02", new DateOnly(2021, 3, 1), new DateOnly(2021, 9, 1), PartitionState.Red);
        var refusal = Assert
            .ThrowsAsync<TradeMLException>(() => new TrainGate(lake.Lake, lake.Time)
                .TrainIfReadyAsync(SyntheticLake.Family()))!;
        Assert.That(refusal.ExitCode, Is.EqualTo(3));
        Assert.That(refusal.Message,
            Does.Contain(Curated).And.Contain("S02 lacks 129 of 505 sessions from 2021-03-01").And.Contain(
                "98.0 %").And.Contain("93.6 %"));
        Assert.That(refusal.Remedy, Does.Contain("ata backfill run").And.Contain("ata curate run"));
        Assert.That(lake.Lake.Runs.Recent(), Is.Empty, "nothing was started");
    }

    [Test]
    public async Task Judge_SymbolThatTheLedgerDoesNotName_CountsAsMissing()
    {
        using var lake = await SyntheticLake.CreateAsync(4, bars: false);
        lake.Lake.Control
            .Write(tx =>
                tx.Execute(
                    "DELETE FROM partition_day WHERE series_id IN (SELECT id FROM "
                        + "partition_series WHERE symbol = 'S03')"));
        var verdict = Judge(lake).Dependencies[0];
        Assert.That(verdict.Red, Is.EqualTo(Sessions));
        Assert.That(verdict.Worst.Single(),
            Is.EqualTo(new MissingPart("S03", Sessions, Sessions, SyntheticLake.Start)));
    }

    [Test]
    public async Task Judge_SessionsOutsideTheListing_AreNotExpected()
    {
        using var lake = await SyntheticLake.CreateAsync(4, bars: false);
        lake.List("S00", new DateOnly(2020, 7, 1), null);
        lake.List("S01", new DateOnly(1999, 1, 4), new DateOnly(2021, 6, 30));
        lake.Mark(Curated, "S00", SyntheticLake.Start, new DateOnly(2020, 7, 1), PartitionState.Red);
        lake.Mark(Curated, "S01", new DateOnly(2021, 7, 1), SyntheticLake.End, PartitionState.Red);
        var verdict = Judge(lake);
        var calendar = ExchangeCalendar.Xnys;
        var expected = (2 * Sessions) + calendar.Count(new DateOnly(2020, 7, 1), SyntheticLake.End)
            + calendar.Count(SyntheticLake.Start, new DateOnly(2021, 7, 1));
        Assert.That(verdict.Dependencies[0].Expected, Is.EqualTo(expected));
        Assert.That(verdict.Dependencies[0].GreenShare, Is.EqualTo(1));
        Assert.That(verdict.Delisted, Is.EqualTo(1));
    }

    [Test]
    public async Task Judge_Amber_IsNotGreenAndIsCountedApart()
    {
        using var lake = await SyntheticLake.CreateAsync(4, bars: false);
        lake.Mark(Curated, "S00", SyntheticLake.Start, SyntheticLake.End, PartitionState.Amber);
        var verdict = Judge(lake).Dependencies[0];
        Assert.That((verdict.Green, verdict.Amber, verdict.Red), Is.EqualTo((3L * Sessions, (long)Sessions, 0L)));
        Assert.That(verdict.Years.Sum(y => y.Amber), Is.EqualTo(Sessions));
        Assert.That(verdict.Pass, Is.False);
    }

    [Test]
    public async Task Judge_SeveralSourcesOfOneDay_CountByTheBest()
    {
        using var lake = await SyntheticLake.CreateAsync(1, bars: false);
        lake.Lake.Control
            .Write(tx =>
                lake.Lake.Partitions.SetRange(tx, "other", Curated, "S00", SyntheticLake.Start, SyntheticLake.End,
                    PartitionState.Red, "X"));
        Assert.That(Judge(lake).Dependencies[0].GreenShare, Is.EqualTo(1));
    }

    [Test]
    public async Task Judge_StageShorterThanTheWindow_IsAnObjection()
    {
        using var lake = await SyntheticLake.CreateAsync(2, bars: false);
        var options = new TrainingOptions { WindowYears = 15, Dependencies = SyntheticLake.Options().Dependencies };
        Assert.That(Judge(lake, options).Reasons.Single(), Does.Contain("2020-01-02").And.Contain("window_years"));
    }

    [Test]
    public async Task Judge_TrainingSwitchedOff_IsAnObjection()
    {
        using var lake = await SyntheticLake.CreateAsync(2, bars: false);
        Assert.That(Judge(lake, SyntheticLake.Options(enabled: false)).Reasons.Single(), Does.Contain("switched off"));
    }

    [Test]
    public async Task Judge_AsOf_EndsTheWindowThere()
    {
        using var lake = await SyntheticLake.CreateAsync(1, bars: false);
        lake.Mark(Curated, "S00", new DateOnly(2021, 6, 1), SyntheticLake.End, PartitionState.Red);
        var verdict = Judge(lake,
            new TrainingOptions { WindowYears = 1, Dependencies = SyntheticLake.Options().Dependencies },
            new DateOnly(2021, 5, 28));
        Assert.That(verdict.WindowEnd, Is.EqualTo(new DateOnly(2021, 5, 29)));
        Assert.That(verdict.Pass, Is.True);
    }

    [Test]
    public void Verdict_NobodyElse_CanMakeOrChangeOne()
    {
        var type = typeof(GateVerdict);
        Assert.That(type.GetConstructors(), Is.Empty);
        Assert.That(type.GetProperties().Where(p => p.CanWrite), Is.Empty);
    }

    private static GateVerdict Judge(SyntheticLake lake, TrainingOptions? options = null, DateOnly? asOf = null) =>
        new GreenGate(lake.Lake, lake.Time).Judge(SyntheticLake.Family(options), asOf);
}
