using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Ingest;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Data.Tests.Ingest;

public sealed class VendorSupervisorTests
{
    private const int Tasks = 60;

    [Test]
    public async Task Run_OneVendorHangs_OthersWorkAsIfAlone()
    {
        var alone = await OthersAsync(hanging: false);
        var beside = await OthersAsync(hanging: true);
        Assert.That(beside.Asked, Is.EquivalentTo(alone.Asked), "everything is fetched while the other vendor hangs");
        Assert.That(beside.Most, Is.EqualTo(4).And.EqualTo(alone.Most), "with all of its own slots");
        Assert.That(beside.HeldByTheHanging, Is.EqualTo(4), "the hanging vendor holds its own slots and no others");
    }

    [Test]
    public async Task Run_CancelledWhileAFetchHeedsNothing_LeasesGoBack()
    {
        using var bench = new IngestBench();
        var deaf = new TaskCompletionSource();
        var started = new SemaphoreSlim(0);
        var hanging = new ScriptedFetcher("a", "market_cap", bench.Lake.Contracts)
        {
            Before = (_, _) =>
            {
                started.Release();
                return deaf.Task;
            },
        };
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 3);
        using var setup = ScriptedFetcher.Setup(bench.Lake, bench.Time, hanging);
        using var stop = new CancellationTokenSource();
        var run = Backfill.RunAsync(bench.Lake, setup, bench.Options, bench.Time, null, stop.Token);
        await started.WaitAsync();
        await stop.CancelAsync();
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(QueueView.Counts(bench.Lake.Control), Is.EqualTo(new QueueCounts(3, 0, 0, 0)));
        deaf.SetResult();
    }

    [Test]
    public async Task Run_SingleMode_VendorsFollowEachOther()
    {
        using var bench = new IngestBench();
        var (running, overlap) = (new HashSet<string>(), false);
        ScriptedFetcher Vendor(string vendor, string dataset) => new(vendor, dataset, bench.Lake.Contracts)
        {
            Before = async (_, _) =>
            {
                lock (running) overlap |= running.Any(r => r != vendor) | !running.Add(vendor);
                await Task.Yield();
                lock (running) running.Remove(vendor);
            },
        };
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 10);
        ScriptedFetcher.Queue(bench.Lake, "company_facts", 10);
        using var setup = ScriptedFetcher.Setup(bench.Lake, bench.Time, Vendor("a", "market_cap"),
            Vendor("b", "company_facts"));
        var edge = new EdgeOptions { SchedulerMode = "single", MaxInflight = 1 };
        var summary = await Backfill.RunAsync(bench.Lake, setup, bench.Options with { Edge = edge }, bench.Time);
        Assert.That(summary.Done, Is.EqualTo(20));
        Assert.That(overlap, Is.False);
    }

    [Test]
    public async Task Run_DatasetNotInThePlan_GoesToTheNextVendorAndIsRemembered()
    {
        using var bench = new IngestBench();
        var refusing = Failing(bench, "a", VendorFault.NotEntitled, int.MaxValue);
        var serving = new ScriptedFetcher("b", "market_cap", bench.Lake.Contracts);
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 20);
        using var setup = ScriptedFetcher.Setup(bench.Lake, bench.Time, refusing, serving);
        var summary = await Backfill.RunAsync(bench.Lake, setup, bench.Options, bench.Time);
        Assert.That(summary, Has.Property("Done").EqualTo(20).And.Property("Failed").EqualTo(0));
        Assert.That(refusing.Asked, Has.Count.LessThanOrEqualTo(4), "not asked again");
        using var again = ScriptedFetcher.Setup(bench.Lake, bench.Time, refusing, serving);
        var route = again.Router.Route("market_cap", new DateOnly(2020, 1, 2), []);
        Assert.That(route.Serving?.Vendor, Is.EqualTo("b"));
        Assert.That(route.Vendors[1].Why, Does.Contain("Refused on 2024-03-04").And.Contain("scripted"));
        bench.Time.Advance(TimeSpan.FromDays(8));
        Assert.That(again.Router.Route("market_cap", new DateOnly(2020, 1, 2), []).Serving?.Vendor, Is.EqualTo("a"),
            "plans change");
    }

    [Test]
    public async Task Run_Probe_AsksTheSecondVendor()
    {
        using var bench = new IngestBench();
        var (first, second) = (new ScriptedFetcher("a", "market_cap", bench.Lake.Contracts),
            new ScriptedFetcher("b", "market_cap", bench.Lake.Contracts));
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 2);
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 1, TaskKind.QcProbe);
        using var setup = ScriptedFetcher.Setup(bench.Lake, bench.Time, first, second);
        await Backfill.RunAsync(bench.Lake, setup, bench.Options, bench.Time);
        Assert.That((first.Asked.Count, second.Asked.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Run_OutageOfTwoDays_NoTaskIsGivenUp()
    {
        using var bench = new IngestBench();
        var end = bench.Time.GetUtcNow().AddDays(2);
        var vendor = new ScriptedFetcher("a", "market_cap", bench.Lake.Contracts)
        {
            Before = (_, _) =>
                bench.Time.GetUtcNow() < end
                    ? throw ScriptedFetcher.Failure(VendorFault.Unavailable)
                    : Task.CompletedTask,
        };
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 30);
        using var setup = ScriptedFetcher.Setup(bench.Lake, bench.Time, vendor);
        var summary = await Backfill.RunAsync(bench.Lake, setup, bench.Options, bench.Time);
        Assert.That(summary, Has.Property("Done").EqualTo(30).And.Property("Failed").EqualTo(0));
        Assert.That(vendor.Asked, Has.Count.LessThan(30 + 300),
            "a vendor that is down is left alone for longer and longer");
    }

    [Test]
    public void Run_OneVendorRefusesTheKeys_OthersFinishFirst()
    {
        using var bench = new IngestBench();
        var refusing = Failing(bench, "a", VendorFault.AuthRefused, int.MaxValue);
        var working = new ScriptedFetcher("b", "company_facts", bench.Lake.Contracts);
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 5);
        ScriptedFetcher.Queue(bench.Lake, "company_facts", 30);
        using var setup = ScriptedFetcher.Setup(bench.Lake, bench.Time, refusing, working);
        var error = Assert
            .ThrowsAsync<TradeMLException>(() => Backfill.RunAsync(bench.Lake, setup, bench.Options, bench.Time));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.AuthRefused));
        Assert.That(QueueView.Counts(bench.Lake.Control), Is.EqualTo(new QueueCounts(5, 0, 30, 0)));
    }

    [Test]
    public async Task Run_TaskOfALostLease_NothingRecorded()
    {
        using var bench = new IngestBench();
        var vendor = new ScriptedFetcher("a", "market_cap", bench.Lake.Contracts)
        {
            Before = (_, _) =>
            {
                bench.Lake.Control.Write(tx => tx.Execute("UPDATE backfill_queue SET lease_owner = 'other'"));
                return Task.CompletedTask;
            },
        };
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 1);
        using var setup = ScriptedFetcher.Setup(bench.Lake, bench.Time, vendor);
        var summary = await Backfill.RunAsync(bench.Lake, setup, bench.Options, bench.Time);
        Assert.That(summary.Done, Is.Zero);
        Assert.That(bench.Lake.Control.Read(r => r.Scalar<long>("SELECT COUNT(*) FROM confirmations")), Is.Zero);
    }

    [Test]
    public async Task Run_WithoutEnd_TakesUpNewTasksAndSaysWhenItIsIdle()
    {
        using var bench = new IngestBench();
        var asked = new SemaphoreSlim(0);
        var vendor = new ScriptedFetcher("a", "market_cap", bench.Lake.Contracts)
        {
            Before = (_, _) =>
            {
                asked.Release();
                return Task.CompletedTask;
            },
        };
        using var setup = ScriptedFetcher.Setup(bench.Lake, TimeProvider.System, vendor);
        using var stop = new CancellationTokenSource();
        var options = bench.Options with { StopWhenEmpty = false, PollInterval = TimeSpan.FromHours(1) };
        var supervisor = new VendorSupervisor(bench.Lake, setup, options, TimeProvider.System);
        var run = supervisor.RunAsync(stop.Token);
        for (var i = 0; i < 2; i++)
        {
            while (!supervisor.IsQuiet && !run.IsCompleted) await Task.Delay(5);
            Assert.That(supervisor.States[0].IdleUntil,
                Is.EqualTo(TimeProvider.System.GetUtcNow().AddHours(1)).Within(TimeSpan.FromMinutes(5)));
            ScriptedFetcher.Queue(bench.Lake, "market_cap", 1, i == 0 ? TaskKind.Gap : TaskKind.Forward);
            supervisor.Wake();
            await asked.WaitAsync();
        }

        while (QueueView.Counts(bench.Lake.Control).Done < 2 && !run.IsCompleted) await Task.Delay(5);
        await stop.CancelAsync();
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
    }

    private static async Task<(List<string> Asked, int Most, int HeldByTheHanging)> OthersAsync(bool hanging)
    {
        using var bench = new IngestBench();
        using var stop = new CancellationTokenSource();
        var (full, left, answered) = (new TaskCompletionSource(), 4, 0);
        var (held, free) = (new TaskCompletionSource(), 4);
        if (!hanging) held.SetResult();
        var slow = new ScriptedFetcher("slow", "market_cap", bench.Lake.Contracts)
        {
            Before = (_, token) =>
            {
                if (!hanging) return Task.CompletedTask;
                if (Interlocked.Decrement(ref free) == 0) held.SetResult();
                return Task.Delay(-1, token);
            },
        };
        var quick = new ScriptedFetcher("quick", "company_facts", bench.Lake.Contracts)
        {
            Before = async (_, token) =>
            {
                if (Interlocked.Decrement(ref left) == 0) full.SetResult();
                await full.Task.WaitAsync(token); // the first four wait for each other: all slots are in use
                await held.Task.WaitAsync(token); // and for the other vendor to hang in all of its own
                if (Interlocked.Increment(ref answered) == Tasks && hanging) await stop.CancelAsync();
            },
        };
        ScriptedFetcher.Queue(bench.Lake, "market_cap", Tasks);
        ScriptedFetcher.Queue(bench.Lake, "company_facts", Tasks);
        using var setup = ScriptedFetcher.Setup(bench.Lake, bench.Time, slow, quick);
        var run = Backfill.RunAsync(bench.Lake, setup,
            bench.Options with { Edge = new EdgeOptions { MaxInflight = 4 } }, bench.Time, null, stop.Token);
        if (hanging) Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
        else await run;
        return (quick.Asked, quick.Most, slow.Most);
    }

    private static ScriptedFetcher Failing(IngestBench bench, string vendor, VendorFault fault, int times)
    {
        var left = times;
        return new ScriptedFetcher(vendor, "market_cap", bench.Lake.Contracts)
        {
            Before = (_, _) =>
                Interlocked.Decrement(ref left) >= 0 ? throw ScriptedFetcher.Failure(fault) : Task.CompletedTask,
        };
    }
}
