using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Node.Exports;
using TradeML.Node.Log;
using TradeML.Node.Stage;
using TradeML.Node.Status;
using TradeML.Vendors.Datasets;

namespace TradeML.Node.Tests.Loops;

public sealed class NodeHostTests
{
    // daylight saving begins on Sunday the 8th
    private static readonly DateTimeOffset Friday = new(2020, 3, 6, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task RunAsync_FiveDaysAcrossDaylightSaving_EverythingGreenAndMaintainedOnceADay()
    {
        await using var bench = await NodeBench.StartAsync(Friday);
        await bench.RunUntilAsync(Friday.AddDays(5));
        AssertGreen(bench);
        var maintained = bench.Events
            .Where(e => e.Part == NodeParts.Maintenance && e.Text.Contains("curate", StringComparison.Ordinal))
            .Select(e => e.At.UtcDateTime).ToList();
        Assert.That(maintained, Is.EqualTo(new[]
        {
            Friday.UtcDateTime, new DateTime(2020, 3, 7, 7, 0, 0), new DateTime(2020, 3, 8, 7, 0, 0),
            new DateTime(2020, 3, 9, 6, 0, 0),
            new DateTime(2020, 3, 10, 6, 0, 0), new DateTime(2020, 3, 11, 6, 0, 0),
        }));
        Assert.That(bench.Events.Where(e => e.Level != NodeEventLevel.Info), Is.Empty);
        var tasks = QueueView.List(bench.Lake.Control, null, 1000);
        Assert.That(tasks.Where(t => t.Task.Generation > 0).Select(t => t.Task.Describe()), Is.Empty,
            "nothing was asked for twice");
        Assert.That(tasks.Count(t => t.Task is { Kind: TaskKind.Forward, Dataset: "equities_eod" }), Is.EqualTo(3 * 4),
            "three sessions of four symbols");
        Assert.That(await bench.StopAsync(), Is.InstanceOf<OperationCanceledException>());
        Assert.That(NightlyExport.Nights(bench.Root),
            Is.EqualTo(Enumerable.Range(6, 6).Select(d => new DateOnly(2020, 3, d))),
            "each night's export, the first at once");
        Assert.That((await NightCheck.RunAsync(NightlyExport.PathOf(bench.Root, new DateOnly(2020, 3, 11)))).IsClean,
            Is.True);
    }

    [Test]
    public async Task RunAsync_KeysRefused_GoesOnAndSaysSo()
    {
        await using var bench = await NodeBench.StartAsync(Friday, secret: "wrong");
        await bench.RunUntilAsync(Friday.AddHours(1));
        Assert.That(bench.Events.Where(e => e.Level != NodeEventLevel.Info).Select(e => e.Part).Distinct(),
            Is.EqualTo(new[] { NodeParts.Worker }));
        Assert.That(bench.Said("audit"), Is.Not.Empty);
        Assert.That(QueueView.Counts(bench.Lake.Control), Has.Property("Failed").Zero.And.Property("Leased").Zero);
        Assert.That(await bench.StopAsync(), Is.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task RunAsync_DiskFullForAWhile_PausesAndGoesOn()
    {
        var disk = new FullDisk();
        await using var bench = await NodeBench.StartAsync(Friday, crash: disk);
        await bench.RunUntilAsync(Friday.AddMinutes(1));
        disk.Full = true;
        await bench.RunUntilAsync(new DateTimeOffset(2020, 3, 6, 22, 0, 0, TimeSpan.Zero));
        var paused = bench.Events.Where(e => e.Level == NodeEventLevel.Error).ToList();
        Assert.That(paused, Is.Not.Empty);
        Assert.That(paused.Select(e => e.Text), Has.All.Contain("The disk is full").And.All.Contain("Free some space"));
        disk.Full = false;
        await bench.RunUntilAsync(new DateTimeOffset(2020, 3, 7, 12, 0, 0, TimeSpan.Zero));
        AssertGreen(bench);
        Assert.That((await bench.Lake.Manifest.VerifyAsync()).IsClean, Is.True);
    }

    [Test]
    public async Task RunAsync_BrokenLoop_StopsTheNodeWithItsError()
    {
        await using var bench = await NodeBench.StartAsync(Friday, crash: null);
        await bench.RunUntilAsync(Friday.AddMinutes(1));
        File.WriteAllText(NodeInit.StagePath(bench.Root), "stage: nonsense\n");
        Assert.That(async () => await bench.RunUntilAsync(Friday.AddHours(1)),
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.BadInput));
        Assert.That(NodeStatusFile.Read(bench.Root)!.State, Is.EqualTo("stopped"));
    }

    [Test]
    public async Task RunOnceAsync_EmptyLake_CollectsCuratesAndEnds()
    {
        await using var bench = await NodeBench.StartAsync(Friday, run: false);
        await bench.Node.RunOnceAsync(CancellationToken.None);
        Assert.That(bench.Said("symbols curated"), Has.Count.EqualTo(1));
        var bars = new Audit(bench.Lake, new BackfillOptions(), bench.Time).Coverage();
        Assert.That(bars.Single(c => c.Name == "curated/equities_ohlcv_adj").GreenShare, Is.EqualTo(1));
        var requests = bench.Requests;
        await bench.Node.RunOnceAsync(CancellationToken.None);
        Assert.That(bench.Requests, Is.EqualTo(requests), "a second round asks for nothing");
    }

    [Test]
    public async Task Open_LakeOfARunningNode_IsRefusedWithItsName()
    {
        await using var bench = await NodeBench.StartAsync(Friday);
        Assert.That(
            () => DataLake.Open(bench.Root, ContractCatalog.LoadEmbedded(), new DataLakeOptions(), bench.Time),
            Throws.TypeOf<TradeMLException>().With.Message.Contains(
                $"node 'bench', process {Environment.ProcessId} on {Environment.MachineName} since "
                    + "2020-03-06T12:00:00"));
    }

    private static void AssertGreen(NodeBench bench)
    {
        var coverage = new Audit(bench.Lake, new BackfillOptions(), bench.Time).Coverage();
        Assert.That(coverage, Has.Count.EqualTo(4));
        Assert.That(coverage, Has.All.Property("GreenShare").EqualTo(1.0));
    }

    private sealed class FullDisk : ICrashPoint
    {
        public volatile bool Full;

        public void Reached(string step)
        {
            if (Full && step is "file: created" or "blob: folder ready" or "control: before COMMIT") Throw();
        }

        private void Throw()
        {
            if (Full) throw new IOException("No space left on device", 28);
        }
    }
}
