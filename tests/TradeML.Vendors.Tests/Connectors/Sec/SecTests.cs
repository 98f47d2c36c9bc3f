using System.Net;
using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Sec;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.Sec;

public sealed class SecTests
{
    private const string Agent = "Example Research admin@example.com";
    private const string Tickers =
        """{"fields":["cik","name","ticker","exchange"],"data":[[12345,"XYZ CORP","XYZ","NYSE"],[1067983,"BERKSHIRE","BRK-B","NYSE"],[12345,"XYZ CORP","XYZW",null],["n/k","NOBODY","NOB","OTC"]]}""";

    private static readonly VendorSettings Options = TestVendor.At("sec",
        ["http://data.sec.test", "http://www.sec.test"],
        Agent) with
    { KnownCiks = new Dictionary<string, string> { ["OLD"] = "0000000077" } };

    [Test]
    public async Task CompanyTickers_Table_PaddedAndSpeltWithADot()
    {
        var (result, vendor) = await FetchAsync("company_tickers", null, StubVendor.Json(Tickers));
        Assert.That(StubFetch.Column<string?>(result, "symbol"), Is.EqualTo(new[] { "BRK.B", "XYZ", "XYZW" }));
        Assert.That(StubFetch.Column<string?>(result, "cik"),
            Is.EqualTo(new[] { "0001067983", "0000012345", "0000012345" }));
        Assert.That(StubFetch.Column<string?>(result, "exchange"), Is.EqualTo(new[] { "NYSE", "NYSE", null }));
        Assert.That(result.Quarantined.Single().Reason, Does.Contain("cik"));
        Assert.That(vendor.Asked[0].Headers.GetValues("User-Agent"),
            Is.EqualTo(Agent.Split(' ')).Or.EqualTo(new[] { Agent }));
    }

    [Test]
    public async Task Filings_RecentAndOlder_AsFarAsTheWindowReaches()
    {
        var older =
            """{"name":"CIK0000012345-submissions-001.json","filingCount":1,"filingFrom":"2023-01-01","filingTo":"2023-06-30"},{"name":"CIK0000012345-submissions-002.json","filingCount":9,"filingFrom":"2001-01-01","filingTo":"2022-12-31"}""";
        var (result, vendor) = await FetchAsync(
            "filings", "XYZ", StubVendor.Json(Tickers),
            StubVendor.Json(
                $$"""{"cik":"0000012345","filings":{"recent":{{Arrays("10-K", "2024-02-02", "2024-02-01T22:40:13.000Z", "25-NSE", "2024-05-01", "2024-05-01T13:02:13.000Z")}},"files":[{{older}}] } }"""),
            StubVendor.Json(Arrays("8-K", "2023-03-03", "2023-03-02T23:00:00.000Z")));
        Assert.That(vendor.Asked.Select(r => r.RequestUri!.AbsolutePath), Is.EqualTo(new[]
        {
            "/files/company_tickers_exchange.json", "/submissions/CIK0000012345.json",
            "/submissions/CIK0000012345-submissions-001.json",
        }));
        Assert.That(StubFetch.Column<string?>(result, "form"), Is.EquivalentTo(new[] { "10-K", "25-NSE", "8-K" }));
        var k = Array.IndexOf(StubFetch.Column<string?>(result, "form"), "10-K");
        Assert.That(StubFetch.Column<DateTime>(result, "accepted_at")[k],
            Is.EqualTo(new DateTime(2024, 2, 1, 22, 40, 13, DateTimeKind.Utc)), "before its filing day");
        Assert.That(StubFetch.Column<DateOnly>(result, "filing_date")[k], Is.EqualTo(new DateOnly(2024, 2, 2)));
        Assert.That(StubFetch.Column<DateOnly?>(result, "report_date"), Is.All.Null);
        Assert.That((result.Quarantined.Count, result.UnknownFields), Is.EqualTo((0, 0L)));
    }

    [Test]
    public async Task Filings_KeyKnownFromBefore_NoTableAskedFor()
    {
        var (result, vendor) = await FetchAsync("filings", "OLD",
            StubVendor.Json(
                $$"""{"filings":{"recent":{{Arrays("25", "2024-05-01", "2024-05-01T13:02:13.000Z")}},"files":[] } }"""));
        Assert.That(vendor.Asked.Single().RequestUri!.AbsolutePath, Is.EqualTo("/submissions/CIK0000000077.json"));
        Assert.That(StubFetch.Column<string?>(result, "symbol"), Is.EqualTo(new[] { "OLD" }));
    }

    [Test]
    public void Filings_TickerNobodyKnows_RefusedWithASentence()
    {
        var error = Assert.ThrowsAsync<TradeMLException>(() => FetchAsync("filings", "GONE", StubVendor.Json(Tickers)));
        Assert.That(VendorFaultException.Of(error)!.Fault, Is.EqualTo(VendorFault.Refused));
        Assert.That(error!.Message, Does.Contain("'GONE'").And.Contain("delisted"));
    }

    [TestCase(
        """{"filings":{"recent":{"accessionNumber":["1","2"],"form":["10-K"],"filingDate":["2024-02-02","2024-02-02"],"acceptanceDateTime":["x","y"]},"files":[]}}""")]
    [TestCase(
        """{"filings":{"recent":{"accessionNumber":[],"form":[],"filingDate":[],"acceptanceDateTime":[]},"files":[{"name":"../../etc/passwd"}]}}""")]
    [TestCase("""{"cik":"0000012345"}""")]
    public void Filings_NotTheShapeAskedFor_IsABadReply(string body)
    {
        var error = Assert.ThrowsAsync<TradeMLException>(() => FetchAsync("filings", "OLD", StubVendor.Json(body)));
        Assert.That(VendorFaultException.Of(error)!.Fault, Is.EqualTo(VendorFault.BadReply));
    }

    [Test]
    public async Task Facts_RestatedInALaterFiling_BothWithTheirFilingDay()
    {
        const string facts =
            """
            {"cik":12345,"entityName":"XYZ CORP","facts":{
              "dei":{"EntityRegistrantName":{"label":null,"units":{"x":[{"end":"2023-12-31","val":1,"accn":"a","form":"10-K","filed":"2024-02-02"}]}}},
              "us-gaap":{
                "Assets":{"label":"Assets","description":null,"units":{"USD":[
                  {"end":"2023-12-31","val":1000,"accn":"0000012345-24-000010","fy":2023,"fp":"FY","form":"10-K","filed":"2024-02-02"},
                  {"end":"2023-12-31","val":900.5,"accn":"0000012345-24-000022","fy":2024,"fp":"Q1","form":"10-Q","filed":"2024-05-02","frame":"CY2023Q4I"},
                  {"end":"2023-12-31","val":null,"accn":"0000012345-24-000023","fy":2024,"fp":"Q1","form":"10-Q","filed":"2024-05-02"}]}},
                "NetIncomeLoss":{"units":{"USD":[{"start":"2023-01-01","end":"2023-12-31","val":-5,"accn":"0000012345-24-000010","fy":2023,"fp":"FY","form":"10-K","filed":"2024-02-02"}]}},
                "SomethingNobodyKeeps":{"units":{"USD":[{"end":"2023-12-31","val":1,"accn":"a","form":"10-K","filed":"2024-02-02"}]}}}}}
            """;
        var (result, vendor) = await FetchAsync("company_facts", "OLD", StubVendor.Json(facts));
        Assert.That(vendor.Asked.Single().RequestUri!.AbsolutePath,
            Is.EqualTo("/api/xbrl/companyfacts/CIK0000000077.json"));
        Assert.That(StubFetch.Column<double>(result, "value"), Is.EqualTo(new[] { 1000, 900.5, -5 }));
        Assert.That(StubFetch.Column<DateOnly>(result, "filed"),
            Is.EqualTo(new DateOnly[] { new(2024, 2, 2), new(2024, 5, 2), new(2024, 2, 2) }));
        Assert.That(StubFetch.Column<DateOnly?>(result, "period_start"),
            Is.EqualTo(new DateOnly?[] { null, null, new(2023, 1, 1) }));
        Assert.That(result.Quarantined.Single().Reason, Does.Contain("value is missing"));
    }

    [Test]
    public async Task Facts_CompanyWithoutXbrl_CompleteWithoutRows()
    {
        var (result, _) = await FetchAsync("company_facts", "OLD",
            StubVendor.Json("<Error><Code>NoSuchKey</Code></Error>", HttpStatusCode.NotFound, "application/xml"));
        Assert.That((result.Rows.RowCount, result.End), Is.EqualTo((0, new DateOnly(2024, 6, 1))));
    }

    [TestCase("<html><title>Undeclared Automated Tool</title></html>", 403, VendorFault.AuthRefused, null)]
    [TestCase("<html><title>Request Rate Threshold Exceeded</title></html>", 403, VendorFault.RateLimited, 600)]
    [TestCase("<html><title>Request Rate Threshold Exceeded</title></html>", 429, VendorFault.RateLimited, 600)]
    [TestCase("<html>Not Found</html>", 404, VendorFault.Refused, null)]
    public void Fetch_HtmlPage_IsWhatItSays(string body, int status, VendorFault fault, int? wait)
    {
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                FetchAsync("filings", "OLD", StubVendor.Json(body, (HttpStatusCode)status, "text/html")));
        var found = VendorFaultException.Of(error)!;
        Assert.That((found.Fault, found.RetryAfter?.TotalSeconds), Is.EqualTo((fault, (double?)wait)));
        if (fault == VendorFault.AuthRefused) Assert.That(error!.ToUserText(), Does.Contain("SEC_USER_AGENT"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("curl/8.0")]
    public void From_NoContact_SaysHowToSetIt(string? agent)
    {
        var variables = agent is null ? [] : new Dictionary<string, string> { ["SEC_USER_AGENT"] = agent };
        var error = Assert
            .Throws<TradeMLException>(() => VendorTable.Of("sec").Read(new VendorKeys(variables)).Credentials());
        Assert.That(error!.ToUserText(), Does.Contain("SEC_USER_AGENT").And.Contain("@"));
    }

    [Test]
    public void Concepts_Usual_AreNamedOnceWithTheirTaxonomy() =>
        Assert.That(SecConcepts.Usual, Is.Unique.And.All.Match("^(us-gaap|dei|ifrs-full):[A-Z][A-Za-z]+$"));

    private static string Arrays(params string[] cells)
    {
        var rows = cells.Chunk(3).ToList();
        string Column(int i) => string.Join(',', rows.Select(r => $"\"{r[i]}\""));
        return $$"""{"accessionNumber":[{{string.Join(',', rows.Select((r, i) => $"\"{r[1]}-{i}\""))}}],"filingDate":[{{Column(1)}}],"reportDate":[{{string.Join(',', rows.Select(_ => "\"\""))}}],"acceptanceDateTime":[{{Column(2)}}],"form":[{{Column(0)}}],"isXBRL":[{{string.Join(',', rows.Select(_ => "1"))}}],"primaryDocument":[{{string.Join(',', rows.Select(_ => "\"d.htm\""))}}]}""";
    }

    private static Task<(FetchResult Result, StubVendor Vendor)> FetchAsync(
        string dataset, string? symbol, params Func<HttpResponseMessage>[] answers) =>
        StubFetch.RunAsync((http, context) => SecVendor.Fetchers(Options, http, context), Options.Credentials(),
            StubFetch.Task(dataset, symbol), answers);
}
