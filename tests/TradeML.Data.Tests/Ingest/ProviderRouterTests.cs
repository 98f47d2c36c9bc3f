using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Settings;
using TradeML.Testing;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Ingest;

public sealed class ProviderRouterTests
{
    private static readonly EndpointsOptions Shipped =
        ConfigLoader.Load<EndpointsOptions>(Path.Combine(TestPaths.RepositoryRoot, "configs"), "endpoints.yml", null,
            new Dictionary<string, string>());

    private static readonly DateOnly Today = new(2024, 3, 4); // the lake's clock

    [Test]
    public void Route_AllKeysSet_ByThePriorityOfTheRegistry()
    {
        using var lake = new TemporaryLake();
        var route = Router(lake, Shipped, ["alpaca", "massive", "finnhub"], "equities_eod")
            .Route("equities_eod", Today, ["A"]);
        Assert.That(route.Vendors.Select(p => p.Vendor),
            Is.EqualTo(new[] { "alpaca", "massive", "finnhub", "alpha_vantage" }));
        Assert.That((route.Serving?.Vendor, route.Probing?.Vendor), Is.EqualTo(("alpaca", "massive")));
        Assert.That(route.Vendors[3],
            Has.Property("Usable").False.And.Property("Why").EqualTo("Nothing here fetches this from it."));
    }

    [Test]
    public void Route_KeyMissing_StandsBehindAndSaysWhich()
    {
        using var lake = new TemporaryLake();
        var route = Router(lake, Shipped, ["alpaca", "massive"], "equities_eod", missing: "ALPACA_API_KEY")
            .Route("equities_eod", Today, ["A"]);
        Assert.That(route.Serving?.Vendor, Is.EqualTo("massive"));
        Assert.That(route.Vendors.Single(p => p.Vendor == "alpaca").Why, Is.EqualTo("ALPACA_API_KEY is not set."));
    }

    [Test]
    public void Route_DayBeforeAPlanBegins_NotUsable()
    {
        using var lake = new TemporaryLake();
        var router = Router(lake, Shipped, ["massive"], "equities_minute");
        Assert.That(router.Route("equities_minute", Today.AddDays(-700), ["A"]).Serving?.Vendor, Is.EqualTo("massive"));
        var old = router.Route("equities_minute", new DateOnly(2010, 1, 4), ["A"]);
        Assert.That(old.Serving, Is.Null);
        Assert.That(old.Vendors.Single(p => p.Vendor == "massive").Why, Does.StartWith("Its plan begins at "));
    }

    [Test]
    public void Route_UniverseBeyondADaysBudget_HigherLimitFirst()
    {
        using var lake = new TemporaryLake();
        EndpointEntry Entry(string vendor, int priority, int cap) => new()
        {
            Dataset = "earnings", Vendor = vendor, Endpoint = "x", HardRpm = 60, SoftDailyCap = cap, BurstLimit = 1,
            Priority = priority, VerifiedOn = Today,
        };
        var registry = new EndpointsOptions { Endpoints = [Entry("small", 0, 25), Entry("large", 10, 250)] };
        var router = Router(lake, registry, ["small", "large"], "earnings");
        Assert.That(router.Route("earnings", Today, Keys(20)).Serving?.Vendor, Is.EqualTo("small"));
        var many = router.Route("earnings", Today, Keys(100));
        Assert.That(many.Serving?.Vendor, Is.EqualTo("large"));
        Assert.That(many.Vendors[1].Why, Does.Contain("25 requests a day are fewer than the 100 keys"));
    }

    [Test]
    public void Route_SourceOfTheStage_NobodyElseServes()
    {
        using var lake = new TemporaryLake();
        var fetchers = new[] { "alpaca",
            "massive" }.Select(v => new ScriptedFetcher(v, "equities_eod", lake.Lake.Contracts)).ToList();
        var route = new ProviderRouter(Shipped, fetchers, _ => null, _ => "massive", null, lake.Time)
            .Route("equities_eod", Today, ["A"]);
        Assert.That((route.Serving?.Vendor, route.Probing?.Vendor), Is.EqualTo(("massive", "alpaca")));
        Assert.That(
            new ProviderRouter(Shipped, fetchers, _ => null, _ => "file", null, lake.Time)
                .Route("equities_eod", Today, ["A"]).Serving, Is.Null);
    }

    [Test]
    public void Route_EveryDatasetOfTheCatalog_IsInTheShippedRegistry() =>
        Assert.That(DatasetCatalog.Standard.All.Select(d => d.Name),
            Is.SubsetOf(Shipped.Endpoints.Select(e => e.Dataset).Distinct()));

    private static string[] Keys(int count) => [.. Enumerable.Range(0, count).Select(i => $"S{i}")];

    private static ProviderRouter Router(
        TemporaryLake lake, EndpointsOptions endpoints, string[] vendors, string dataset, string? missing = null) =>
            new(
                endpoints, [.. vendors.Select(v => new ScriptedFetcher(v, dataset, lake.Lake.Contracts))],
                e => e.Keys.FirstOrDefault(k => k == missing), _ => null, null,
                lake.Time);
}
