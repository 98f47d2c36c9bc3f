using NUnit.Framework;
using TradeML.Data.Ingest;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Testing;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Ingest;

public sealed class BackfillTests
{
    [Test]
    public async Task Run_SameContentAgain_NoSecondVersionAndNewerConfirmation()
    {
        using var bench = new IngestBench();
        await using var server = await IngestBench.ServeAsync();
        bench.Init();
        await bench.RunAsync(server);
        var (dump, versions, files) = (bench.Dump(), bench.Versions(),
            bench.Lake.Reader.Files("raw/equities_bars").Count);
        bench.Time.Advance(TimeSpan.FromHours(1));
        bench.AskAgain();
        var summary = await bench.RunAsync(server);
        Assert.That(summary.Done, Is.EqualTo(IngestBench.Symbols.Count));
        Assert.That(summary.Rows, Is.Zero);
        Assert.That((bench.Dump(), bench.Versions(), bench.Lake.Reader.Files("raw/equities_bars").Count),
            Is.EqualTo((dump, versions, files)));
        var confirmed = bench.Lake.Control.Read(r => r.Scalar<long>(
            "SELECT COUNT(*) FROM confirmations WHERE dataset = 'equities_eod' AND start_day = "
                + "17898 AND end_day = 18628"));
        Assert.That(confirmed, Is.EqualTo(IngestBench.Symbols.Count),
            "2019-01-02 to 2021-01-01 is confirmed for each symbol");
    }

    [Test]
    public async Task Run_Cancelled_LeasesGoBackAndARerunFinishes()
    {
        using var bench = new IngestBench();
        await using var server = await IngestBench.ServeAsync();
        bench.Init();
        using var stop = new CancellationTokenSource();
        using (var setup = bench.Setup(server))
        {
            var progress = new Cancelling(stop);
            Assert.That(
                async () => await Backfill.RunAsync(bench.Lake, setup, bench.Options, bench.Time, progress, stop.Token),
                Throws.InstanceOf<OperationCanceledException>());
        }

        var counts = QueueView.Counts(bench.Lake.Control);
        Assert.That(counts, Has.Property("Leased").EqualTo(0).And.Property("Pending").GreaterThan(0));
        var summary = await bench.RunAsync(server);
        Assert.That(summary.Deferred, Is.Zero);
        Assert.That(bench.Versions(), Is.EqualTo(IngestBench.Market.Rows));
    }

    [Test]
    public async Task Run_RequestBudget_StopsAndSaysSo()
    {
        using var bench = new IngestBench();
        await using var server = await IngestBench.ServeAsync();
        bench.Init();
        var summary = await bench.RunAsync(server,
            bench.Options with { MaxRequests = 2, Edge = new EdgeOptions { MaxInflight = 1 } });
        Assert.That(summary.Stopped, Does.Contain("budget of 2 requests"));
        Assert.That(summary.Deferred, Is.GreaterThan(0));
        Assert.That((await bench.RunAsync(server)).Deferred, Is.Zero);
    }

    [Test]
    public async Task Run_ForwardTaskForASessionThatIsNotOver_Waits()
    {
        using var bench = new IngestBench();
        await using var server = await IngestBench.ServeAsync();
        var day = new DateOnly(2024, 3, 5); // the clock says the evening before
        bench.Lake.Control
            .Write(tx =>
                BackfillQueue.Upsert(tx,
                    NewTask.Of("equities_eod", IngestBench.Symbols[0], day, day.AddDays(1), TaskKind.Forward)));
        var summary = await bench.RunAsync(server, bench.Options with { MaxIdleWait = TimeSpan.FromMinutes(1) });
        Assert.That(summary, Has.Property("Deferred").EqualTo(1).And.Property("Requests").EqualTo(0));
        Assert.That(QueueView.List(bench.Lake.Control)[0].NotBefore,
            Is.EqualTo(new DateTime(2024, 3, 5, 21, 16, 0, DateTimeKind.Utc)));
    }

    [Test]
    public async Task Run_SymbolTheVendorRefuses_FailedWithASentenceOthersDone()
    {
        using var bench = new IngestBench();
        await using var server = await IngestBench.ServeAsync();
        bench.Init([.. IngestBench.Symbols, "CSP1"]);
        var summary = await bench.RunAsync(server);
        Assert.That(summary.Failed, Is.GreaterThan(0));
        var failed = QueueView.List(bench.Lake.Control, TaskState.Failed);
        Assert.That(failed.Select(f => f.Task.Symbol).Distinct(), Is.EqualTo(new[] { "CSP1" }));
        Assert.That(failed[0].LastError, Does.Contain("CSP1"));
        Assert.That(bench.Versions(), Is.EqualTo(IngestBench.Market.Rows));
    }

    [Test]
    public async Task Run_CrashAtAnyStep_RestartGivesTheSameLake()
    {
        string expected;
        using (var bench = new IngestBench())
        {
            await using var server = await IngestBench.ServeAsync();
            Small(bench);
            await bench.RunAsync(server);
            expected = bench.Dump();
        }

        await using var vendor = await IngestBench.ServeAsync();
        var steps = 0;
        for (var at = 1; ; at += 1 + (at / 6)) // every step at first, then ever wider strides over the repetitive tail
        {
            var crash = new CrashAt();
            crash.Count();
            using var bench = new IngestBench(crash);
            Small(bench);
            crash.Arm(at);
            var crashed = await CrashesAsync(bench, vendor);
            bench.Reopen();
            var summary = await bench.RunAsync(vendor);
            Assert.That(summary.Deferred + summary.Failed, Is.Zero, $"step {at}: {summary.Stopped}");
            Assert.That(bench.Dump(), Is.EqualTo(expected), $"after a crash at step {at}");
            Assert.That(bench.Versions(), Is.EqualTo(253), $"nothing twice after a crash at step {at}");
            if (!crashed) break;
            steps = at;
        }

        Assert.That(steps, Is.GreaterThan(40), "the campaign went through a task's whole life");
    }

    private static void Small(IngestBench bench) =>
        bench.Init([IngestBench.Symbols[0]], new DateOnly(2020, 1, 1), new DateOnly(2021, 1, 1));

    private static async Task<bool> CrashesAsync(IngestBench bench, VendorSim.Servers.VendorServer vendor)
    {
        try
        {
            await bench.RunAsync(vendor, bench.Options with { Edge = new EdgeOptions { MaxInflight = 1 } });
            return false;
        }
        catch (SimulatedCrash)
        {
            return true;
        }
    }

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<WorkerProgress>
    {
        public void Report(WorkerProgress value) => source.Cancel();
    }
}
