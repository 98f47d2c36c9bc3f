using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Settings;
using TradeML.Testing;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Ingest;

/// <summary>Two nodes spend from one vendor's budget.</summary>
[TestFixture]
public sealed class SharedBudgetTests
{
    private TemporaryLake one = null!;
    private TemporaryLake two = null!;

    [SetUp]
    public void Open()
    {
        var database = TestPostgres.NewLake(StoreKind.Postgres);
        (one, two) = (new TemporaryLake(database, "one"), new TemporaryLake(database, "two"));
    }

    [TearDown]
    public void Close()
    {
        one?.Dispose();
        two?.Dispose();
    }

    [TestCase(TaskKind.Bootstrap, 170)]
    [TestCase(TaskKind.Forward, 200)]
    public async Task Enter_FromTwoNodesAtOnce_NeverPassesTheDaysCap(TaskKind kind, int allowed)
    {
        var budgets = Budgets(requestsPerMinute: 1e9, burst: 1000, cap: 200);
        foreach (var budget in budgets) await budget.EnterAsync(kind, CancellationToken.None);
        Parallel.ForEach(budgets, new ParallelOptions { MaxDegreeOfParallelism = 2 }, budget => Assert.That(
            async () =>
            {
                while (true) await budget.EnterAsync(kind, CancellationToken.None);
            },
            Throws.TypeOf<TradeMLException>().With.Message.Contains("may spend no more of today's 200 requests")));
        Assert.That(budgets.Sum(b => b.Granted), Is.EqualTo(allowed));
        Assert.That(one.Lake.Control.Read(r => r.Scalar<long>("SELECT used FROM vendor_budget")), Is.EqualTo(allowed));
    }

    [Test]
    public async Task Enter_FromTwoNodes_KeepsToTheMinutesRateOfBothTogether()
    {
        var budgets = Budgets(requestsPerMinute: 60, burst: 4, cap: 1000);
        for (var i = 0; i < 4; i++) await budgets[i % 2].EnterAsync(TaskKind.Gap, CancellationToken.None);
        var waiting = budgets.Select(b => b.EnterAsync(TaskKind.Gap, CancellationToken.None).AsTask()).ToArray();
        Assert.That(waiting.Any(t => t.IsCompleted), Is.False, "the burst of both is spent");
        one.Time.Advance(TimeSpan.FromSeconds(1.01));
        var first = await Task.WhenAny(waiting);
        var second = waiting.Single(t => t != first);
        Assert.That(second.IsCompleted, Is.False, "one a second for both together");
        while (!second.IsCompleted) // its wait may begin after the clock was moved
        {
            one.Time.Advance(TimeSpan.FromSeconds(1.01));
            await Task.WhenAny(second, Task.Delay(10));
        }

        await second;
        Assert.That(budgets.Sum(b => b.Granted), Is.EqualTo(6));
    }

    [Test]
    public async Task Freeze_OfOneNode_IsSeenByTheOtherAtItsNextRequest()
    {
        var budgets = Budgets(requestsPerMinute: 600, burst: 10, cap: 1000);
        budgets[0].Freeze(one.Time.GetUtcNow().AddMinutes(5), "the vendor refused");
        await budgets[1].EnterAsync(TaskKind.Gap, CancellationToken.None);
        Assert.That(budgets[1].MayLease(TaskKind.Gap), Is.False);
    }

    private VendorBudget[] Budgets(double requestsPerMinute, double burst, long cap)
    {
        var options = new VendorBudgetOptions
        {
            Vendor = "alpaca", RequestsPerMinute = requestsPerMinute, Burst = burst,
            DailyCap = cap
        };
        return [new VendorBudget(options, one.Lake.Control, one.Time),
            new VendorBudget(options, two.Lake.Control, one.Time)];
    }
}
