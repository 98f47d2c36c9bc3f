using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Lake.Partitions;
using TradeML.Lake.Runs;
using TradeML.Ops.Families;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;
using TradeML.Ops.Training;
using TradeML.Store.Panels;
using TradeML.Store.Tables;
using TradeML.Testing;

namespace TradeML.Ops.Tests.Training;

public sealed class TrainingRunTests
{
    private const string Model = "equities_xs";
    private static readonly string[] TextFiles = ["feature_list.json", "metrics.json", "model.txt",
        "training_cfg.json"];

    [Test]
    public async Task Run_SmallLake_LeavesTheRunWithEveryFigure()
    {
        using var lake = await SyntheticLake.CreateAsync();
        var run = await Train(lake);
        var m = run.Metrics;
        Assert.That(run.AlreadyDone, Is.False);
        Assert.That(m.Trials.Select(v => v.Name), Is.EqualTo(new[] { "base", "wide" }));
        Assert.That(m.Validation.PathSharpe, Has.Count.EqualTo(3), "C(4,2) gives 3 paths");
        Assert.That(m.Figures.Sharpe, Is.EqualTo(m.Trials.Max(v => v.Sharpe)), "the stated rule: the best mean path");
        Assert.That(m.Figures.Trials, Is.EqualTo(2));
        Assert.That(m.Figures.Pbo, Is.InRange(0, 1));
        Assert.That(m.Figures.DsrProbability, Is.InRange(0, 1));
        Assert.That(m.Validation.IcByYear.Select(y => y.Year), Is.EqualTo(new[] { 2020, 2021 }));
        Assert.That(m.Deciles, Has.Count.EqualTo(10));
        Assert.That(m.Costs.AnnualNet, Is.EqualTo(m.Costs.AnnualGross - m.Costs.AnnualCost).Within(1e-12));
        Assert.That(m.Importance.Sum(i => i.Share), Is.EqualTo(1).Within(1e-9));
        var folder = Path.Combine(lake.Lake.Root, run.ArtifactFolder);
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName).Order(), Is.SupersetOf(TextFiles));
        Assert.That(Directory.GetFiles(folder, "oof.*.parquet"), Has.Length.EqualTo(1));
        Assert.That(lake.Lake.Runs.Find(run.RunId),
            Has.Property("Status").EqualTo(RunStatus.Succeeded).And.Property("ArtifactUri")
                .EqualTo(run.ArtifactFolder));
        Assert.That(lake.Lake.Control.Read(r => ModelAliases.Find(r, Model, ModelAliases.Challenger)),
            Is.EqualTo(run.RunId));
    }

    [Test]
    public async Task Run_OofPredictions_HaveOneScoreARowAndPathAndNoneOutsideTheUniverse()
    {
        using var lake = await SyntheticLake.CreateAsync();
        var run = await Train(lake);
        using var session = lake.Lake.OpenSession();
        session.Register("models/oof_predictions");
        var rows = session.Query(
            "SELECT count(*), count(DISTINCT (path, date, symbol)), max(path), count(DISTINCT symbol), count(label), "
                + "count(label_end) FROM models.oof_predictions");
        Assert.That(rows.Longs(0)[0], Is.EqualTo(3 * run.Metrics.SampleRows));
        Assert.That(rows.Longs(1)[0], Is.EqualTo(rows.Longs(0)[0]));
        Assert.That(rows.Longs(2)[0], Is.EqualTo(2));
        Assert.That(rows.Longs(3)[0], Is.EqualTo(12));
        Assert.That(rows.Longs(4)[0], Is.EqualTo(rows.Longs(0)[0]));
        Assert.That(rows.Longs(5)[0], Is.EqualTo(rows.Longs(0)[0]));
    }

    [Test]
    public async Task Run_Again_FindsTheFinishedRunAndDoesNothing()
    {
        using var lake = await SyntheticLake.CreateAsync();
        var first = await Train(lake);
        var before = Snapshot(lake.Lake.Root);
        var second = await Train(lake);
        Assert.That(second.AlreadyDone, Is.True);
        Assert.That(second.RunId, Is.EqualTo(first.RunId));
        Assert.That(second.Metrics.Figures, Is.EqualTo(first.Metrics.Figures));
        Assert.That(Snapshot(lake.Lake.Root), Is.EqualTo(before));
        Assert.That(lake.Lake.Control.Read(r => TrialLedger.Read(r, Model)), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Run_TwoLakesOneAndTwoThreads_SameBytes()
    {
        using var one = await SyntheticLake.CreateAsync();
        using var two = await SyntheticLake.CreateAsync();
        var first = await Train(one, threads: 1);
        var second = await Train(two, threads: 2);
        Assert.That(second.RunId, Is.EqualTo(first.RunId));
        Assert.That(Snapshot(Path.Combine(two.Lake.Root, "models")),
            Is.EqualTo(Snapshot(Path.Combine(one.Lake.Root, "models"))).And.Not.Empty);
    }

    [Test]
    public async Task Run_CrashAtEveryStepOfStoring_LeavesNothingOrTheWholeRun()
    {
        var options = SyntheticLake.Options([new TrialOptions { Name = "base", Rounds = 2 }]);
        var crash = new CrashAt();
        using var clean = await SyntheticLake.CreateAsync(6, crash);
        crash.Count();
        var expected = await Train(clean, options);
        var steps = crash.Steps.Count;
        Assert.That(steps, Is.GreaterThan(30));
        var files = Snapshot(Path.Combine(clean.Lake.Root, "models"));

        using var lake = await SyntheticLake.CreateAsync(6);
        var finished = false;
        for (var step = 1; step <= steps && !finished; step++)
        {
            // Not armed while opening: recovery after a crash is the lake's own test.
            crash.Count();
            lake.Reopen(crash);
            crash.Arm(step);
            Assert.That(async () => await Train(lake, options), Throws.TypeOf<SimulatedCrash>(),
                $"step {step} of {steps}");
            lake.Reopen();
            finished = lake.Lake.Runs.Find(expected.RunId)?.Status == RunStatus.Succeeded;
            Assert.That(lake.Lake.Control.Read(r => TrialLedger.Read(r, Model)), Has.Count.EqualTo(finished ? 1 : 0),
                $"step {step}: trials");
            Assert.That(lake.Lake.Reader.Files("models/oof_predictions"), Has.Count.EqualTo(finished ? 1 : 0),
                $"step {step}: predictions");
            Assert.That(ModelRuns.Newest(lake.Lake, Model) is null, Is.EqualTo(!finished), $"step {step}: alias");
        }

        var again = await Train(lake, options);
        Assert.That(finished, Is.True, "the last step is after the commit");
        Assert.That(again.RunId, Is.EqualTo(expected.RunId));
        Assert.That(Snapshot(Path.Combine(lake.Lake.Root, "models")), Is.EqualTo(files));
    }

    [Test]
    public async Task Run_Cancelled_IsRecordedAndNothingIsVisible()
    {
        using var lake = await SyntheticLake.CreateAsync();
        using var source = new CancellationTokenSource();
        var progress = new Callback(p =>
        {
            if (p.Stage == "cross-validate") source.Cancel();
        });
        Assert.That(
            async () => await new TrainGate(lake.Lake, lake.Time, 1)
                .TrainIfReadyAsync(SyntheticLake.Family(), null, progress, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(lake.Lake.Runs.Recent().Single().Status, Is.EqualTo(RunStatus.Cancelled));
        Assert.That(ModelRuns.Newest(lake.Lake, Model), Is.Null);
        Assert.That((await Train(lake)).AlreadyDone, Is.False, "a cancelled run begins anew");
    }

    [Test]
    public async Task Run_OneConfiguration_LeavesPboUnknownWithItsReason()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var run = await Train(lake, SyntheticLake.Options([new TrialOptions { Name = "base" }]));
        Assert.That(run.Metrics.Figures.Pbo, Is.NaN);
        Assert.That(run.Metrics.GoNoGo.Bars.Single(b => b.Name == "pbo"),
            Has.Property("State").EqualTo(BarState.Unknown).And.Property("Note").Contains("there is 1"));
        Assert.That(run.Metrics.GoNoGo.Go, Is.False);
    }

    [Test]
    public async Task Run_OtherConfigurationsLater_CountEarlierTrialsToo()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        await Train(lake, SyntheticLake.Options([new TrialOptions { Name = "base" }]));
        var second = await Train(lake, SyntheticLake.Options([new TrialOptions { Name = "wide", NumLeaves = 8 }]));
        Assert.That(second.Metrics.Figures.Trials, Is.EqualTo(2));
        Assert.That(second.Metrics.Figures.Pbo, Is.InRange(0, 1),
            "the earlier trial's returns on the same days take part");
    }

    [Test]
    public async Task Run_SameConfigurationUnderAnotherName_IsNoNewTrial()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        await Train(lake, SyntheticLake.Options([new TrialOptions { Name = "base" }]));
        var second = await Train(lake, SyntheticLake.Options([new TrialOptions { Name = "renamed" }]));
        Assert.That(second.Metrics.Figures.Trials, Is.EqualTo(1));
    }

    [Test]
    public async Task Run_FoundAgainUnderOtherBars_IsHeldAgainstThem()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var first = await Train(lake, SyntheticLake.Options(bars: new BarOptions { MinSharpe = 10 }));
        var again = await Train(lake, SyntheticLake.Options(bars: new BarOptions { MinSharpe = -10 }));
        Assert.That(again.AlreadyDone, Is.True);
        Assert.That((first.Metrics.GoNoGo.Bars[0].State, again.Metrics.GoNoGo.Bars[0].State),
            Is.EqualTo((BarState.Fail, BarState.Pass)));
    }

    [Test]
    public async Task Run_SidesOfDifferentShares_AreRefusedNotIgnored()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var options = new TrainingOptions
        {
            WindowYears = 2, Cpcv = SyntheticLake.Options().Cpcv, Universe = SyntheticLake.Options().Universe,
            Lightgbm = SyntheticLake.Options().Lightgbm,
            Backtest = new BacktestOptions { LongQuantile = 0.2, ShortQuantile = 0 },
        };
        Assert.That(async () => await Train(lake, options),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("short_quantile"));
    }

    [Test]
    public async Task Run_Record_HoldsTheConfigurationAsJson()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var run = await Train(lake);
        using var json = System.Text.Json.JsonDocument.Parse(lake.Lake.Runs.Find(run.RunId)!.ParamsJson);
        Assert.That(json.RootElement.GetProperty("cpcv").GetProperty("groups").GetInt32(), Is.EqualTo(4));
    }

    [Test]
    public async Task Run_NothingCurated_SaysSoAndIsRecordedAsFailed()
    {
        using var lake = await SyntheticLake.CreateAsync(2, bars: false);
        Assert.That(async () => await Train(lake),
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.DataMissing));
        Assert.That(lake.Lake.Runs.Recent().Single(),
            Has.Property("Status").EqualTo(RunStatus.Failed).And.Property("Error").Contains("No curated bar"));
    }

    [Test]
    public async Task RunCpcv_VerdictOnAnotherModelOrAgainst_IsRefused()
    {
        using var lake = await SyntheticLake.CreateAsync(4, bars: false);
        var gate = new TrainGate(lake.Lake, lake.Time, 1);
        var other = gate.Judge(SyntheticLake.Family(model: "other"));
        Assert.That(async () => await gate.RunCpcvAsync(SyntheticLake.Family(), other),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("judged other"));
        lake.Mark("reference/corp_actions", "S00", SyntheticLake.Start, SyntheticLake.End, PartitionState.Red);
        var against = gate.Judge(SyntheticLake.Family());
        Assert.That(async () => await gate.RunCpcvAsync(SyntheticLake.Family(), against),
            Throws.TypeOf<TradeMLException>().With.Property("ExitCode").EqualTo(3));
        Assert.That(lake.Lake.Runs.Recent(), Is.Empty, "nothing was started");
    }

    [Test]
    public async Task TrainIfReady_ModelThatNobodyTrains_IsBadInput()
    {
        using var lake = await SyntheticLake.CreateAsync(1, bars: false);
        Assert.That(
            async () => await new TrainGate(lake.Lake, lake.Time, 1)
                .TrainIfReadyAsync(SyntheticLake.Family(model: "astrology")),
            Throws.TypeOf<TradeMLException>().With.Property("Kind")
                .EqualTo(ErrorKind.BadInput).And.Message.Contains("astrology"));
    }

    [Test]
    public async Task Run_LakeWithStoredFeaturesAndLabels_GivesTheBytesOfTheComputedOnes()
    {
        using var computed = await SyntheticLake.CreateAsync();
        var family = SyntheticLake.Family();
        using var stored = await SyntheticLake.CreateAsync(
            tables: [StoreTables.Features(family.Features), StoreTables.Labels(family.LabelSet, family.Labels)]);
        var lake = stored.Lake;
        var builder = new StoreBuilder(lake, 1);
        await builder.FeaturesAsync(family.Features);
        await builder.LabelsAsync(family.LabelSet, family.Labels);
        var panel = PanelLoader.Load(lake, stored.Symbols, SyntheticLake.Start, SyntheticLake.End);
        var sets = new PanelSets(lake, panel, 1);
        Assert.That((sets.Holds(family.Features), sets.Holds(family.LabelSet, family.Labels)), Is.EqualTo((true, true)),
            "they are read");
        var (one, two) = (await Train(computed), await Train(stored));
        Assert.That(two.RunId, Is.EqualTo(one.RunId));
        Assert.That(Snapshot(Path.Combine(stored.Lake.Root, "models")),
            Is.EqualTo(Snapshot(Path.Combine(computed.Lake.Root, "models"))).And.Not.Empty);
    }

    internal static Task<RunResult> Train(SyntheticLake lake, TrainingOptions? options = null, int threads = 1) =>
        new TrainGate(lake.Lake, lake.Time, threads).TrainIfReadyAsync(SyntheticLake.Family(options));

    /// <summary>Every file below a folder but the control store's, with its bytes.</summary>
    private static Dictionary<string, string> Snapshot(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(f => (Path: Path.GetRelativePath(folder, f), File: f))
        .Where(f => !f.Path.StartsWith("control", StringComparison.Ordinal))
        .ToDictionary(f => f.Path,
            f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f.File))));

    private sealed class Callback(Action<PipelineProgress> report) : IProgress<PipelineProgress>
    {
        public void Report(PipelineProgress value) => report(value);
    }
}
