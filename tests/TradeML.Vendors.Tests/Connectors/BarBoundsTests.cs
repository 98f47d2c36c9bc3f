using System.Globalization;
using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Data.Ingest;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Testing;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors;

/// <summary>A bar from a vendor is judged once, by the bounds of <c>qc</c>, whichever connector brings it.</summary>
[TestFixtureSource(nameof(Paths))]
public sealed class BarBoundsTests(string vendor, string dataset)
{
    private static readonly DateOnly Friday = new(2024, 3, 1);

    public static IEnumerable<TestFixtureData> Paths() =>
        from vendor in (string[])["alpaca", "massive", "finnhub"]
        from dataset in (string[])["equities_eod", "equities_minute"]
        select new TestFixtureData(vendor, dataset);

    // The close stands 0.045 % above the high of 10.995, and 0.92 % above one of 10.9.
    [TestCase(10, 10.995, 9, 11, 1e-6, "OHLC_INCONSISTENT")]
    [TestCase(10, 10.995, 9, 11, 1e-3, null)]
    [TestCase(10, 10.9, 9, 11, 1e-3, "OHLC_INCONSISTENT")]
    [TestCase(9, 12, 9.004, 11, 1e-6, "OHLC_INCONSISTENT")]
    [TestCase(9, 12, 9.004, 11, 1e-3, null)]
    [TestCase(10, 9, 11, 10, 1e-3, "OHLC_INCONSISTENT")]
    [TestCase(0, 11, 9, 10, 1e-3, "BAD_VALUE")]
    [TestCase(1e9, 1e9, 1e9, 1e9, 1e-3, "BAD_VALUE")]
    public async Task Work_Bar_TakenOrSetAsideByTheBounds(
        double open, double high, double low, double close, double tolerance, string? code)
    {
        using var lake = new TemporaryLake();
        using var http = new VendorHttp(new VendorHttpOptions(), VendorCredentials.None, new OpenGate(), lake.Time,
            new StubVendor(StubVendor.Json(Answer(open, high, low, close))));
        var context = new VendorContext(lake.Lake.Contracts, ExchangeCalendar.Xnys, lake.Time);
        var fetcher = VendorTable.Fetchers(VendorTable.Of(vendor), http, context).Single(f => f.Dataset == dataset);
        lake.Lake.Control
            .Write(tx =>
                BackfillQueue.Upsert(tx, NewTask.Of(dataset, "AAPL", Friday, Friday.AddDays(1), TaskKind.Bootstrap)));
        var budget = new VendorBudget(
            new VendorBudgetOptions { Vendor = vendor, RequestsPerMinute = 6000, Burst = 100 }, lake.Lake.Control,
            lake.Time);
        using var setup = VendorSetup.Of(lake.Lake, [fetcher],
            new Dictionary<string, VendorBudget> { [vendor] = budget }, ExchangeCalendar.Xnys, lake.Time);
        var limits = new BackfillOptions { Qc = new QcThresholds { OhlcTolerance = tolerance } };
        var summary = await Backfill.RunAsync(lake.Lake, setup, new WorkerOptions { Backfill = limits }, lake.Time);
        Assert.That((summary.Done, summary.Failed), Is.EqualTo((1L, 0L)), summary.Stopped);
        Assert.That(lake.Lake.Manifest.Files(fetcher.Table).Sum(f => f.Rows), Is.EqualTo(code is null ? 1 : 0));
        var folder = Path.Combine(lake.Root, "qc", "quarantine");
        var lines = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadAllLines).ToList()
            : [];
        Assert.That(lines, Has.Count.EqualTo(code is null ? 0 : 1));
        Assert.That(lines,
            Is.All.Contains($"\"reason\":\"{code}\"").And.All.Contains("2024-03-01").And.All.Contains(
                "\"symbol\":\"AAPL\""));
        if (code is not null)
            Assert.That(lake.Lake.Partitions.Coverage(fetcher.Table),
                Has.Property("Green").Zero.And.Property("Red").EqualTo(1));
    }

    private string Answer(double open, double high, double low, double close)
    {
        var minute = dataset == "equities_minute";
        var at = new DateTimeOffset(2024, 3, 1, minute ? 15 : vendor == "finnhub" ? 0 : 5, 0, 0, TimeSpan.Zero);
        var prices = string.Create(CultureInfo.InvariantCulture,
            $"\"o\":{open},\"h\":{high},\"l\":{low},\"c\":{close},\"v\":900");
        return vendor switch
        {
            "alpaca" =>
                $$"""{"bars":{"AAPL":[{"t":"{{at:yyyy-MM-ddTHH:mm:ssZ}}",{{prices}}}]},"next_page_token":null}""",
            "massive" =>
                $$"""{"ticker":"AAPL","adjusted":false,"status":"OK","results":[{"t":{{at.ToUnixTimeMilliseconds()}},{{prices}}}]}""",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"s":"ok","t":[{{at.ToUnixTimeSeconds()}}],"o":[{{open}}],"h":[{{high}}],"l":[{{low}}],"c":[{{close}}],"v":[900]}"""),
        };
    }
}
