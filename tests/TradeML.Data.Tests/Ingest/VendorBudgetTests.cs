using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Data.Tests.Ingest;

public sealed class VendorBudgetTests
{
    private static readonly VendorBudgetOptions Small = new()
    {
        Vendor = "alpaca", RequestsPerMinute = 60, Burst = 5,
        DailyCap = 20
    };

    [Test]
    public async Task Enter_SpentBeforeARestart_StaysSpentUntilTheReset()
    {
        using var bench = new IngestBench();
        var budget = new VendorBudget(Small, bench.Lake.Control, bench.Time);
        for (var i = 0; i < 17; i++) await budget.EnterAsync(TaskKind.Bootstrap, CancellationToken.None);
        bench.Reopen();
        budget = new VendorBudget(Small, bench.Lake.Control, bench.Time);
        Assert.That(budget.State().Used, Is.EqualTo(17));
        Assert.That(TaskKinds.All.Where(budget.MayLease), Is.EqualTo(new[] { TaskKind.Forward, TaskKind.QcProbe }),
            "85 % is spent");
        var error = Assert
            .ThrowsAsync<TradeMLException>(async () => await budget.EnterAsync(TaskKind.Gap, CancellationToken.None));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.BudgetSpent));
        bench.Time.Advance(TimeSpan.FromHours(3)); // over midnight UTC
        Assert.That(budget.MayLease(TaskKind.Gap), Is.True);
        Assert.That(budget.State().Used, Is.Zero);
    }

    [Test]
    public async Task Enter_BurstSpent_WaitsForTheBucket()
    {
        using var bench = new IngestBench();
        var budget = new VendorBudget(Small, bench.Lake.Control, bench.Time);
        for (var i = 0; i < 10; i++) await budget.EnterAsync(TaskKind.Forward, CancellationToken.None);
        Assert.That(bench.Time.Waited.TotalSeconds, Is.EqualTo(5).Within(0.1), "five at once, then one a second");
    }

    [Test]
    public void Observe_LowerLimitOfTheVendor_HoldsForTheDayAndIsLogged()
    {
        using var bench = new IngestBench();
        var budget = new VendorBudget(Small, bench.Lake.Control, bench.Time);
        budget.Observe(new RateSignal(false, 30, 3));
        Assert.That(budget.State().RequestsPerMinute, Is.EqualTo(30).Within(1e-9));
        budget.Observe(new RateSignal(false, 1000, null));
        Assert.That(budget.State().RequestsPerMinute, Is.EqualTo(30).Within(1e-9), "a limit is never raised");
        Assert.That(new VendorBudget(Small, bench.Lake.Control, bench.Time).State().RequestsPerMinute,
            Is.EqualTo(30).Within(1e-9), "it survives a restart");
        Assert.That(bench.BudgetEvents(), Has.One.Contains("30 requests a minute"));
        bench.Time.Advance(TimeSpan.FromHours(3));
        Assert.That(budget.State().RequestsPerMinute, Is.EqualTo(60).Within(1e-9), "and is forgotten at the reset");
    }

    [Test]
    public void Freeze_Vendor_NothingLeasedUntilItEnds()
    {
        using var bench = new IngestBench();
        var budget = new VendorBudget(Small, bench.Lake.Control, bench.Time);
        budget.Freeze(bench.Time.GetUtcNow().AddMinutes(5), "refused");
        Assert.That(TaskKinds.All.Any(budget.MayLease), Is.False);
        Assert.That(TaskKinds.All.Any(new VendorBudget(Small, bench.Lake.Control, bench.Time).MayLease), Is.False,
            "it survives a restart");
        bench.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.That(TaskKinds.All.All(budget.MayLease), Is.True);
    }
}
