using System.Net;
using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Testing;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.Paged;

public sealed class PagedFetcherTests
{
    private const string Key = "canary-key";

    private readonly FastTime time = new(new DateTimeOffset(2024, 6, 3, 12, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task Fetch_TwoQuestionsWithPages_AllRowsSortedWithTheirAddress()
    {
        var (results, vendor) = await FetchAsync(
            new EarningsSource { QuestionCount = 2 }, ["AAA"],
            StubVendor.Json("""{"rows":[{"symbol":"AAA","date":"2024-05-01","eps":2}],"next":"p2"}"""),
            StubVendor.Json("""{"rows":[{"symbol":"AAA","date":"2024-02-01","eps":1}],"next":null}"""),
            StubVendor.Json("""{"rows":[{"symbol":"AAA","date":"2024-03-01","eps":3}]}"""));
        var rows = results[0].Rows;
        Assert.That(rows.Get<DateOnly[]>("report_date").Select(d => d.Month), Is.EqualTo(new[] { 2, 3, 5 }));
        Assert.That(rows.Get<string?[]>("source_uri").Select(u => u![24..25]), Is.EqualTo(new[] { "0", "1", "0" }));
        Assert.That(rows.Get<string?[]>("api_version"), Is.All.EqualTo("v9"));
        Assert.That(vendor.Asked.Select(r => r.RequestUri!.PathAndQuery), Has.Exactly(1).Contain("cursor=p2"));
    }

    [Test]
    public async Task Fetch_AttemptThatBreaksOff_LeavesNoRowBehind()
    {
        var (results, _) = await FetchAsync(
            new EarningsSource(), ["AAA"],
            StubVendor.Json("""{"rows":[{"symbol":"AAA","date":"2024-05-01","eps":2},{"symbol":"AAA","date":"2024-0"""),
            StubVendor.Json("""{"rows":[{"symbol":"AAA","date":"2024-05-01","eps":2,"new":1}]}"""));
        Assert.That((results[0].Rows.RowCount, results[0].DuplicateRows, results[0].UnknownFields),
            Is.EqualTo((1, 0L, 1L)));
    }

    [Test]
    public async Task Fetch_CopiesAndContradictions_MergedAndSetAside()
    {
        var (results, _) = await FetchAsync(
            new EarningsSource(), ["AAA"], StubVendor.Json(
                """
                {"rows":[{"symbol":"AAA","date":"2024-05-01","eps":2},{"symbol":"AAA","date":"2024-02-01","eps":1},{"symbol":"AAA","date":"2024-05-01","eps":2},
                         {"symbol":"AAA","date":"2024-03-01","eps":1},{"symbol":"AAA","date":"2024-03-01","eps":4}]}
                """));
        Assert.That((results[0].Rows.RowCount, results[0].DuplicateRows), Is.EqualTo((2, 1L)));
        Assert.That(results[0].Quarantined.Select(q => q.Content),
            Has.Exactly(1).Contain("eps_actual 1").And.Exactly(1).Contain("eps_actual 4"));
        Assert.That(results[0].Quarantined.Select(q => q.Reason), Is.All.Contain("two different rows"));
    }

    [Test]
    public async Task Fetch_RowsThatBreakTheContract_SetAsideWithTheColumn()
    {
        var (results, _) = await FetchAsync(
            new EarningsSource(), ["AAA"], StubVendor.Json(
                """{"rows":[{"symbol":"AAA","date":"soon"},{"symbol":"ZZZ","date":"2024-05-01"},{"symbol":"AAA","date":"2024-05-01","hour":"noon"},7,{"symbol":"AAA","date":"2024-05-02","eps":"1.5"}]}"""));
        Assert.That(results[0].Rows.Get<double[]>("eps_actual"), Is.EqualTo(new[] { 1.5 }));
        Assert.That(
            results[0].Quarantined.Select(q => $"{q.Place}: {q.Reason}"),
            Is.EqualTo(new[]
            {
                "page 1, row 1: report_date is missing or can't be read", "page 1, row 2: the symbol was not asked for",
                "page 1, row 3: hour is 'noon', not one of bmo, amc, dmh",
                "page 1, row 4: symbol is missing or can't be read",
            }));
    }

    [Test]
    public async Task Fetch_SeveralSymbols_EachItsRowsAndTheBlamedOneRefused()
    {
        var (results, vendor) = await FetchAsync(
            new EarningsSource(), ["BAD", "BBB", "AAA"],
            StubVendor.Json("""{"error":"BAD is no symbol"}""", HttpStatusCode.BadRequest),
            StubVendor.Json(
                """{"rows":[{"symbol":"AAA","date":"2024-05-01","eps":2},{"symbol":"BBB","date":"2024-05-01","eps":1},{"symbol":"AAA","date":"2024-02-01","eps":1}]}"""));
        Assert.That(results.Select(r => (r.Request.Symbol, r.Rows.RowCount)),
            Is.EqualTo(new[] { ("BAD", 0), ("BBB", 1), ("AAA", 2) }));
        Assert.That(results[0].Refusal, Does.Contain("'BAD'"));
        Assert.That(vendor.Asked[1].RequestUri!.Query, Does.Not.Contain("BAD"));
    }

    [Test]
    public void Fetch_PageThatNamesItself_IsAskedAgainThenAnError()
    {
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                FetchAsync(new EarningsSource(), ["AAA"], StubVendor.Json("""{"rows":[],"next":"p"}""")));
        Assert.That(VendorFaultException.Of(error)!.Fault, Is.EqualTo(VendorFault.BadReply));
    }

    [Test]
    public async Task Fetch_KeyInTheQuery_GoesOverTheWireAndNowhereElse()
    {
        var (results, vendor) = await FetchAsync(new EarningsSource(), ["AAA"],
            StubVendor.Json(
                $$"""{"rows":[{"symbol":"AAA","date":"x {{Key}}"},{"symbol":"AAA","date":"2024-05-01"}]}"""));
        Assert.That(vendor.Asked[0].RequestUri!.Query, Does.EndWith("&apikey=" + Key));
        Assert.That(
            results[0].SourceUri + results[0].Rows.Get<string?[]>("source_uri")[0] + results[0].Quarantined[0].Content,
            Does.Not.Contain(Key));
    }

    [TestCase("""{"error":"the key canary-key is unknown"}""", HttpStatusCode.Unauthorized, VendorFault.AuthRefused)]
    [TestCase("""{"Information":"We have detected your API key as canary-key"}""", HttpStatusCode.OK,
        VendorFault.RateLimited)]
    [TestCase("""{"message":"canary-key may not"}""", HttpStatusCode.PaymentRequired, VendorFault.NotEntitled)]
    public void Fetch_VendorThatQuotesTheKey_IsToldWithoutIt(string body, HttpStatusCode status, VendorFault fault)
    {
        var rules = ReplyRules.Json with
        {
            Judge = (code, _, text) => code == HttpStatusCode.OK && text.IndexOf("Information"u8) >= 0
                ? new ReplyVerdict(VendorFault.RateLimited, System.Text.Encoding.UTF8.GetString(text),
                    RetryAfter: TimeSpan.FromHours(9))
                : null,
        };
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                FetchAsync(new EarningsSource { Rules = rules }, ["AAA"], StubVendor.Json(body, status)));
        Assert.That(VendorFaultException.Of(error)!.Fault, Is.EqualTo(fault));
        Assert.That(error!.ToString() + error.ToUserText(), Does.Not.Contain(Key).And.Contain("***"));
    }

    [Test]
    public async Task Fetch_NotFoundThatMeansNone_CompleteWithoutRows()
    {
        var rules =
            ReplyRules.Json with
            {
                Judge = (code, _, _) =>
                code == HttpStatusCode.NotFound ? ReplyVerdict.Empty : null
            };
        var (results, _) = await FetchAsync(new EarningsSource { Rules = rules }, ["AAA"],
            StubVendor.Json("<html>", HttpStatusCode.NotFound, "text/html"));
        Assert.That((results[0].Rows.RowCount, results[0].End), Is.EqualTo((0, new DateOnly(2024, 6, 1))));
    }

    [Test]
    public void Fetch_AnotherHost_GetsNoKey()
    {
        var error = Assert.ThrowsAsync<TradeMLException>(async () =>
        {
            using var http = new VendorHttp(
                new VendorHttpOptions { Vendor = "made_up" }, new VendorCredentials { Hosts = ["honest.test"] },
                new OpenGate(), time, new StubVendor(StubVendor.Json("{}")));
            await new PagedFetcher(new EarningsSource(), http, Context())
                .FetchAsync([TaskOf("AAA")], CancellationToken.None);
        });
        Assert.That(error!.Message, Does.Contain("made.up").And.Contain("no keys"));
    }

    private static FetchRequest TaskOf(string symbol) =>
        new("earnings", symbol, new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 1), TaskKind.Bootstrap, 1);

    private VendorContext Context() => new(ContractCatalog.LoadEmbedded(), ExchangeCalendar.Xnys, time);

    private async Task<(IReadOnlyList<FetchResult> Results, StubVendor Vendor)> FetchAsync(
        EarningsSource source, string[] symbols, params Func<HttpResponseMessage>[] answers)
    {
        var vendor = new StubVendor(answers);
        var credentials = new VendorCredentials
        {
            Query = new Dictionary<string, Secret> { ["apikey"] = new(Key) }, Hosts = ["made.up"],
            Redactor = new SecretRedactor([new Secret(Key)]),
        };
        using var http = new VendorHttp(new VendorHttpOptions { Vendor = "made_up" }, credentials, new OpenGate(), time,
            vendor);
        return (await new PagedFetcher(source, http, Context())
            .FetchAsync([.. symbols.Select(TaskOf)], CancellationToken.None), vendor);
    }
}
