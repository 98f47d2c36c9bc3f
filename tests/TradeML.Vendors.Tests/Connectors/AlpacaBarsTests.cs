using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Alpaca;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors;

public sealed class AlpacaBarsTests : ConnectorConformance
{
    private const string Friday =
        """{"t":"2024-03-08T05:00:00Z","o":10,"h":11,"l":9,"c":10.5,"v":1000,"n":12,"vw":10.2}""";
    private const string Monday =
        """{"t":"2024-03-11T04:00:00Z","o":10.5,"h":12,"l":10,"c":11,"v":900.5,"n":10,"vw":11}""";

    protected override FetchRequest Task { get; } = new("equities_eod", "AAPL", new DateOnly(2024, 3, 1),
        new DateOnly(2024, 4, 1), TaskKind.Bootstrap, 1);

    protected override IReadOnlyList<string> Pages { get; } = [Page(Friday, "p2"),
        """{"bars":{},"next_page_token":"p3"}""", Page(Monday, null)];

    protected override int Rows => 2;

    protected override IReadOnlyList<string> Empties { get; } =
        ["""{"bars":{},"next_page_token":null}""", """{"bars":null,"next_page_token":null}""",
            """{"next_page_token":null}""", """{"bars":{"AAPL":null},"next_page_token":null}"""];

    protected override IReadOnlyList<string> PagesWithUnknownFields { get; } =
        [Page(Friday.Replace("\"o\"", "\"zz\":{\"deep\":[1,2]},\"o\"", StringComparison.Ordinal), "p2"),
            Page(Monday, null).Replace("{\"bars\"", "{\"extra\":[{}],\"bars\"", StringComparison.Ordinal)];

    protected override IReadOnlyList<string> PagesWithABadRow { get; } =
        [Page(Friday + """,{"t":"2024-03-12T04:00:00Z","o":-1,"h":11,"l":9,"c":10,"v":5}""", "p2"), Page(Monday, null)];

    protected override IDatasetFetcher Create(VendorHttp http) =>
        new PagedFetcher(AlpacaBars.Daily(Options, ExchangeCalendar.Xnys), http, Context);

    [Test]
    public async Task Fetch_StampsThroughDaylightSaving_LocalDays()
    {
        var (result, _) = await FetchAsync(Answers(Pages));
        Assert.That(result.Rows.Get<DateOnly[]>("date"),
            Is.EqualTo(new[] { new DateOnly(2024, 3, 8), new DateOnly(2024, 3, 11) }));
        Assert.That(result.Rows.Get<string?[]>("session_id")[1], Is.EqualTo("XNYS:2024-03-11"));
        Assert.That(result.Rows.Get<double[]>("volume"), Is.EqualTo(new[] { 1000, 900.5 }));
    }

    [TestCase("""{"t":"2024-03-12T04:00:00Z","o":"NaN","h":11,"l":9,"c":10,"v":5}""", "price")]
    [TestCase("""{"t":"2024-03-12T04:00:00Z","o":10,"h":11,"l":9,"v":5}""", "price")]
    [TestCase("""{"t":"2024-03-12T04:00:00Z","o":10,"h":11,"l":9,"c":10,"v":-5}""", "volume")]
    [TestCase("""{"t":"2024-03-12T05:00:00Z","o":10,"h":11,"l":9,"c":10,"v":5}""", "session")]
    [TestCase("""{"t":"2024-03-09T05:00:00Z","o":10,"h":11,"l":9,"c":10,"v":5}""", "session")]
    [TestCase("""{"t":"soon","o":10,"h":11,"l":9,"c":10,"v":5}""", "timestamp")]
    [TestCase("""{"t":"2024-04-12T04:00:00Z","o":10,"h":11,"l":9,"c":10,"v":5}""", "not asked for")]
    [TestCase("7", "not an object")]
    public async Task Fetch_BarThatCannotBe_Quarantined(string bar, string words)
    {
        var (result, _) = await FetchAsync(StubVendor.Json(Page(Friday + "," + bar, null)));
        Assert.That(result.Rows.RowCount, Is.EqualTo(1));
        Assert.That(result.Quarantined.Single().Reason, Does.Contain(words));
    }

    [Test]
    public async Task Fetch_SameBarTwiceAndAnotherInTwoVersions_MergedAndSetAside()
    {
        var changed = Monday.Replace("\"c\":11", "\"c\":11.5", StringComparison.Ordinal);
        var (result,
            _) = await FetchAsync(Answers([Page(Monday + "," + Friday, "p2"), Page(Friday + "," + changed, null)]));
        Assert.That(result.Rows.Get<DateOnly[]>("date"), Is.EqualTo(new[] { new DateOnly(2024, 3, 8) }));
        Assert.That(result.DuplicateRows, Is.EqualTo(1));
        Assert.That(result.Quarantined, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Fetch_InvalidSymbolInABatch_DroppedWithASentence()
    {
        var vendor = new StubVendor(
            StubVendor.Json("""{"message":"invalid symbol: CSP1"}""", System.Net.HttpStatusCode.BadRequest),
            StubVendor.Json(Page(Friday, null)));
        using var http = new VendorHttp(new VendorHttpOptions { Vendor = "alpaca" }, Options.Credentials(),
            new OpenGate(), Time, vendor);
        var results = await Create(http).FetchAsync([Task with { Symbol = "CSP1" }, Task], CancellationToken.None);
        Assert.That(results[0].Refusal, Does.Contain("CSP1"));
        Assert.That(results[1].Rows.RowCount, Is.EqualTo(1));
        Assert.That(vendor.Asked[1].RequestUri!.Query, Does.Not.Contain("CSP1"));
    }

    [Test]
    public async Task Fetch_WindowIntoTheFuture_AsksAndConfirmsFinishedSessionsOnly()
    {
        var vendor = new StubVendor(StubVendor.Json("""{"bars":{},"next_page_token":null}"""));
        using var http = new VendorHttp(new VendorHttpOptions { Vendor = "alpaca" }, Options.Credentials(),
            new OpenGate(), Time, vendor);
        var result = (await Create(http)
            .FetchAsync([Task with { Start = new DateOnly(2024, 5, 1), End = new DateOnly(2025, 1, 1) }],
                CancellationToken.None))[0];
        Assert.That(result.End, Is.EqualTo(new DateOnly(2024, 6, 3)), "Monday noon UTC: its session is not over");
        Assert.That(vendor.Asked[0].RequestUri!.Query, Does.Contain("end=2024-06-03T03:59:59Z"));
    }

    private static string Page(string bars, string? next) =>
        $$"""{"bars":{"AAPL":[{{bars}}]},"next_page_token":{{(next is null ? "null" : $"\"{next}\"")}}}""";
}
