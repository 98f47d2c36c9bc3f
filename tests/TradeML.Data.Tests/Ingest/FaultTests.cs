using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Queue;
using TradeML.VendorSim.Faults;

namespace TradeML.Data.Tests.Ingest;

/// <summary>Every fault a vendor can show, what we answer, and that the lake is the same once it has passed.</summary>
public sealed class FaultTests
{
    private string clean = "";

    [OneTimeSetUp]
    public async Task FetchWithoutFaults()
    {
        using var bench = new IngestBench();
        await using var server = await IngestBench.ServeAsync();
        bench.Init();
        var summary = await bench.RunAsync(server);
        clean = bench.Dump();
        Assert.That(summary,
            Has.Property("Failed").EqualTo(0).And.Property("Deferred").EqualTo(0).And.Property("Stopped").Null);
        Assert.That(bench.QuarantineLines(), Is.Empty);
        Assert.That(bench.Versions(), Is.EqualTo(IngestBench.Market.Rows));
    }

    // Passing faults: asked again within the task, nothing else to be seen.
    [TestCase(FaultKind.TooManyRequestsSeconds)]
    [TestCase(FaultKind.TooManyRequestsDate)]
    [TestCase(FaultKind.TooManyRequestsBare)]
    [TestCase(FaultKind.InternalError)]
    [TestCase(FaultKind.BadGateway)]
    [TestCase(FaultKind.Unavailable)]
    [TestCase(FaultKind.GatewayTimeout)]
    [TestCase(FaultKind.Timeout)]
    [TestCase(FaultKind.Reset)]
    [TestCase(FaultKind.ShortBody)]
    [TestCase(FaultKind.TruncatedJson)]
    [TestCase(FaultKind.MalformedJson)]
    [TestCase(FaultKind.WrongContentType)]
    [TestCase(FaultKind.ErrorAsOk)]
    [TestCase(FaultKind.EndlessPageToken)]
    // Harmless ones: merged or ignored.
    [TestCase(FaultKind.DuplicatedPage)]
    [TestCase(FaultKind.ReorderedRows)]
    [TestCase(FaultKind.ReorderedPages)]
    [TestCase(FaultKind.EmptyPage)]
    [TestCase(FaultKind.UnknownFields)]
    public async Task Run_FaultThatPasses_SameLake(FaultKind kind)
    {
        using var bench = kind == FaultKind.Timeout
            ? new IngestBench { AttemptTimeout = TimeSpan.FromSeconds(2) }
            : new IngestBench();
        await using var server = await IngestBench.ServeAsync(
            FaultPlan.Scripted(new FaultStep(kind) { Path = "bars", Times = 2 }), bench.Time);
        bench.Init();
        var summary = await bench.RunAsync(server);
        Assert.That(server.FaultsInjected, Is.GreaterThan(0));
        Assert.That(summary.Failed + summary.Deferred, Is.Zero, summary.Stopped);
        Assert.That(bench.QuarantineLines(), Is.Empty);
        Assert.That(bench.Dump(), Is.EqualTo(clean));
    }

    // Faults that last longer than the retries of one task: the task is put back and done later.
    [TestCase(FaultKind.Unavailable)]
    [TestCase(FaultKind.TruncatedJson)]
    [TestCase(FaultKind.WrongContentType)]
    [TestCase(FaultKind.EndlessPageToken)]
    public async Task Run_FaultThatLasts_TaskDeferredThenSameLake(FaultKind kind)
    {
        using var bench = new IngestBench();
        await using var server = await IngestBench.ServeAsync(
            FaultPlan.Scripted(new FaultStep(kind) { Path = "bars", Times = 12 }));
        bench.Init();
        var summary = await bench.RunAsync(server, retries: 1);
        Assert.That(summary.Failed + summary.Deferred, Is.Zero, summary.Stopped);
        Assert.That(bench.Time.Waited, Is.GreaterThan(TimeSpan.FromSeconds(20)),
            "a deferred task waits out its backoff");
        Assert.That(bench.Dump(), Is.EqualTo(clean));
    }

    [TestCase(FaultKind.TooManyRequestsBare)]
    [TestCase(FaultKind.TooManyRequestsSeconds)]
    public async Task Run_RateLimitThatLasts_VendorFrozenBudgetLoweredThenSameLake(FaultKind kind)
    {
        using var bench = new IngestBench();
        await using var server = await IngestBench.ServeAsync(
            FaultPlan.Scripted(new FaultStep(kind) { Times = 8, RetryAfterSeconds = 2 }));
        bench.Init();
        var summary = await bench.RunAsync(server, retries: 1);
        Assert.That(summary.Failed + summary.Deferred, Is.Zero, summary.Stopped);
        Assert.That(bench.BudgetEvents(), Has.Some.Contains("frozen until").And.Some.Contains("429"));
        Assert.That(bench.Dump(), Is.EqualTo(clean));
    }

    [Test]
    public async Task Run_RetryAfterLongerThanAllowedInPlace_FreezesThatLong()
    {
        using var bench = new IngestBench();
        await using var server = await IngestBench.ServeAsync(FaultPlan.Scripted(
            new FaultStep(FaultKind.TooManyRequestsSeconds) { Path = "bars", Times = 1, RetryAfterSeconds = 3600 }));
        bench.Init();
        var summary = await bench.RunAsync(server);
        Assert.That(bench.Time.Waited, Is.GreaterThan(TimeSpan.FromMinutes(59)));
        Assert.That(summary.Failed + summary.Deferred, Is.Zero, summary.Stopped);
        Assert.That(bench.Dump(), Is.EqualTo(clean));
    }

    [Test]
    public async Task Run_AbsurdPrices_QuarantinedWithReasonThenHealed()
    {
        using var bench = new IngestBench();
        await using (var server = await IngestBench.ServeAsync(
            FaultPlan.Scripted(new FaultStep(FaultKind.AbsurdPrices) { Path = "bars", Times = 8 })))
        {
            bench.Init();
            var summary = await bench.RunAsync(server);
            Assert.That(summary.Failed, Is.Zero);
            Assert.That(summary.Quarantined, Is.GreaterThan(0));
        }

        Assert.That(bench.QuarantineLines(), Has.All.Contains("\"reason\":\"").And.All.Contains("\"content\":\"{"));
        var red = bench.Lake.Control.Read(r => r.Scalar<long>("SELECT COUNT(*) FROM partition_day WHERE status = 0"));
        Assert.That(red, Is.GreaterThan(0), "the day is RED until a good row comes");
        await using var honest = await IngestBench.ServeAsync();
        bench.AskAgain();
        await bench.RunAsync(honest);
        Assert.That(bench.Dump(), Is.EqualTo(clean));
    }

    [Test]
    public async Task Run_RevisedBars_NewVersionBesideTheOldAndNewestWins()
    {
        using var bench = new IngestBench();
        await using (var server = await IngestBench.ServeAsync(
            FaultPlan.Scripted(new FaultStep(FaultKind.RevisedBars) { Path = "bars", Times = 0 })))
        {
            bench.Init();
            await bench.RunAsync(server);
        }

        Assert.That(bench.Dump(), Is.Not.EqualTo(clean));
        var before = bench.Versions();
        await using var honest = await IngestBench.ServeAsync();
        bench.AskAgain();
        var summary = await bench.RunAsync(honest);
        Assert.That(bench.Dump(), Is.EqualTo(clean));
        Assert.That(bench.Versions(), Is.EqualTo(before + summary.Rows), "the old version stays");
        Assert.That(summary.Rows, Is.InRange(1, IngestBench.Market.Rows - 1), "only revised rows get a new version");
    }

    [Test]
    public async Task Run_WrongKeys_RefusedWithASentenceNothingLost()
    {
        using var bench = new IngestBench();
        await using var server = await IngestBench.ServeAsync();
        bench.Init();
        var error = Assert.ThrowsAsync<TradeMLException>(() => bench.RunAsync(server, secret: "wrong-secret"));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.Vendor));
        Assert.That(error.ToUserText(), Does.Contain("keys").And.Not.Contain("wrong-secret"));
        Assert.That(server.Requests, Is.LessThan(10), "refused keys are not tried again and again");
        Assert.That(bench.BudgetEvents(), Has.Some.Contains("frozen until"));
        Assert.That(QueueView.Counts(bench.Lake.Control).Leased, Is.Zero);
        bench.Time.Advance(TimeSpan.FromMinutes(5));
        await bench.RunAsync(server);
        Assert.That(bench.Dump(), Is.EqualTo(clean));
    }

    [Test]
    public async Task Run_FaultsByRate_SameLake()
    {
        using var bench = new IngestBench();
        FaultKind[] kinds = [FaultKind.TooManyRequestsBare, FaultKind.Unavailable, FaultKind.Reset,
            FaultKind.TruncatedJson, FaultKind.DuplicatedPage, FaultKind.ReorderedPages];
        await using var server = await IngestBench.ServeAsync(
            FaultPlan.ByRate(11, [.. kinds.Select(k => new FaultRate(k, 0.05))]));
        bench.Init();
        var summary = await bench.RunAsync(server);
        Assert.That(summary.Failed + summary.Deferred, Is.Zero, summary.Stopped);
        Assert.That(bench.Dump(), Is.EqualTo(clean));
    }
}
