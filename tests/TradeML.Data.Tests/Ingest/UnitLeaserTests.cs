using NUnit.Framework;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Settings;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Ingest;

public sealed class UnitLeaserTests
{
    [Test]
    public void Units_ForwardDueBehindALongQueue_KeepsTheLastSlotForIt()
    {
        using var bench = new IngestBench();
        var vendor = new ScriptedFetcher("a", "market_cap", bench.Lake.Contracts);
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 20);
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 2, TaskKind.Forward);
        using var setup = ScriptedFetcher.Setup(bench.Lake, bench.Time, vendor);
        var leaser = new UnitLeaser(bench.Lake, setup,
            bench.Options with { Edge = new EdgeOptions { MaxInflight = 3 } }, bench.Time);
        var units = Producers.UnitsOf("a", leaser).ToList();
        Assert.That(units.Select(u => u.Tasks[0].Kind),
            Is.EqualTo(new[] { TaskKind.Gap, TaskKind.Gap, TaskKind.Forward }));
        leaser.Free(units[0]);
        Assert.That(Producers.UnitsOf("a", leaser).Single().Tasks[0].Kind, Is.EqualTo(TaskKind.Gap),
            "one slot is FORWARD's, not two");
        leaser.Free(units[2]);
        Assert.That(Producers.UnitsOf("a", leaser).Single().Tasks[0].Kind, Is.EqualTo(TaskKind.Forward));
    }

    [Test]
    public void Units_NoForwardDue_SharedSlotsTakeAll()
    {
        using var bench = new IngestBench();
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 20);
        using var setup = ScriptedFetcher.Setup(bench.Lake, bench.Time,
            new ScriptedFetcher("a", "market_cap", bench.Lake.Contracts));
        var leaser = new UnitLeaser(bench.Lake, setup,
            bench.Options with { Edge = new EdgeOptions { MaxInflight = 3 } }, bench.Time);
        Assert.That(Producers.UnitsOf("a", leaser).Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task Units_BudgetSliceClosed_OnlyOpenKinds()
    {
        using var bench = new IngestBench();
        var budget = new VendorBudget(
            new VendorBudgetOptions { Vendor = "a", RequestsPerMinute = 6000, Burst = 1000, DailyCap = 20 },
            bench.Lake.Control, bench.Time);
        for (var i = 0; i < 18; i++) await budget.EnterAsync(TaskKind.Forward, CancellationToken.None);
        var vendor = new ScriptedFetcher("a", "market_cap", bench.Lake.Contracts);
        using var setup = VendorSetup.Of(
            bench.Lake, [vendor], new Dictionary<string, VendorBudget> { ["a"] = budget },
            Core.Time.ExchangeCalendar.Xnys, bench.Time);
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 5);
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 1, TaskKind.Forward);
        var leaser = new UnitLeaser(bench.Lake, setup, bench.Options, bench.Time);
        Assert.That(Producers.UnitsOf("a", leaser).Select(u => u.Tasks[0].Kind), Is.EqualTo(new[] { TaskKind.Forward }),
            "90 % is spent");
        budget.Freeze(bench.Time.GetUtcNow().AddMinutes(1), "refused");
        ScriptedFetcher.Queue(bench.Lake, "market_cap", 2, TaskKind.Forward);
        Assert.That(Producers.UnitsOf("a", leaser), Is.Empty, "a frozen vendor is leased nothing");
    }

    [Test]
    public void Producers_ByName_YieldOnlyTheirOwnDatasets()
    {
        using var bench = new IngestBench();
        ScriptedFetcher Of(string vendor, string dataset) => new(vendor, dataset, bench.Lake.Contracts);
        using var setup = ScriptedFetcher.Setup(
            bench.Lake, bench.Time, Of("alpaca", "equities_minute"), Of("alpaca", "listings"),
            Of("massive", "corp_actions"), Of("finnhub", "options_chain"),
            Of("finnhub", "company_profile"), Of("fred", "macros_fred"), Of("treasury", "macros_treasury"),
            Of("alpha_vantage", "earnings"), Of("alpha_vantage", "options_hist"),
            Of("fmp", "market_cap"), Of("sec", "company_facts"));
        foreach (var dataset in setup.Fetchers.Select(f => f.Dataset)) ScriptedFetcher.Queue(bench.Lake, dataset, 1);
        var leaser = new UnitLeaser(bench.Lake, setup, bench.Options, bench.Time);
        (string, Func<UnitLeaser, IEnumerable<WorkUnit>>, string[])[] expected =
        [
            ("alpaca bars", Producers.AlpacaBarsUnits, ["listings"]),
            ("alpaca minutes", Producers.AlpacaMinuteUnits, ["equities_minute"]),
            ("massive", Producers.MassiveBarsUnits, ["corp_actions"]),
            ("finnhub options", Producers.FinnhubOptionsUnits, ["options_chain"]),
            ("finnhub daily", Producers.FinnhubDailyUnits, ["company_profile"]),
            ("fred and treasury", Producers.FredTreasuryUnits, ["macros_fred", "macros_treasury"]),
            ("av actions", Producers.AvCorpActionsUnits, ["earnings"]),
            ("av options", Producers.AvOptionsHistUnits, ["options_hist"]),
            ("fmp", Producers.FmpFundamentalsUnits, ["market_cap"]),
            ("sec", Producers.SecFilingsUnits, ["company_facts"]),
        ];
        foreach (var (name, producer, datasets) in expected)
            Assert.That(producer(leaser).Select(u => u.Tasks[0].Dataset), Is.EqualTo(datasets), name);
    }
}
