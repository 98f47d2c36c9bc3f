using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.AlphaVantage;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.AlphaVantage;

public sealed class AlphaVantageTests
{
    private const string Header = "symbol,name,exchange,assetType,ipoDate,delistingDate,status\r\n";
    private const string Option =
        """{"contractID":"XYZ240315C00010000","symbol":"XYZ","expiration":"2024-03-15","strike":"10.00","type":"call","last":"0.55","mark":"0.56","bid":"0.00","bid_size":"10","ask":"0.62","ask_size":"12","volume":"34","open_interest":"120","date":"2024-03-04","implied_volatility":"0.31","delta":"0.52","gamma":"0.11","theta":"-0.01","vega":"0.02","rho":"0.01"}""";

    private const string Daily =
        "Thank you for using Alpha Vantage! Our standard API rate limit is 25 requests per day. Please subscribe to "
            + "any of the premium plans to instantly remove all daily rate limits.";
    private const string Burst =
        "Please consider spreading out your free API requests more sparingly (1 request per second). You may "
            + "subscribe to any of the premium plans to lift the free key rate limit (25 requests per day).";

    private static readonly VendorSettings Options = TestVendor.At("alpha_vantage", ["http://av.test"], "top-secret");

    [Test]
    public async Task Listings_ActiveAndDelisted_OneSnapshotWithDates()
    {
        var (result, vendor) = await FetchAsync(
            "listings", null,
            StubFetch.Text(
                Header
                    + "XYZ,XYZ Corp,NYSE,Stock,1999-11-18,null,Active\r\nBRK-B,\"Hathaway, "
                    + "Inc\",NYSE,Stock,1996-05-09,null,Active\r\n"),
            StubFetch.Text(
                Header
                    + "XYZ,Old Xyz,NASDAQ,Stock,1980-02-03,1995-07-01,Delisted\r\nOLD,,NASDAQ,ETF,null,2014-07-01,"
                    + "Delisted\r\n,Nameless,NYSE,Stock,null,2014-07-01,Delisted\r\nODD,Odd,NYSE,Stock,null,"
                    + "2014-07-01,Paused\r\n"));
        Assert.That(
            StubFetch.Column<string?>(result, "vendor_id"),
            Is.EqualTo(
                new[] { "BRK.B|1996-05-09|", "OLD||2014-07-01", "XYZ|1980-02-03|1995-07-01", "XYZ|1999-11-18|" }));
        Assert.That(StubFetch.Column<string?>(result, "status"),
            Is.EqualTo(new[] { "active", "inactive", "inactive", "active" }));
        Assert.That(StubFetch.Column<string?>(result, "name"),
            Is.EqualTo(new[] { "Hathaway, Inc", null, "Old Xyz", "XYZ Corp" }));
        Assert.That(StubFetch.Column<DateOnly?>(result, "delist_date"),
            Is.EqualTo(new DateOnly?[] { null, new(2014, 7, 1), new(1995, 7, 1), null }));
        Assert.That(result.Quarantined.Select(q => q.Reason),
            Has.Exactly(1).Contain("symbol").And.Exactly(1).Contain("status is 'Paused'"));
        Assert.That(vendor.Asked.Select(r => r.RequestUri!.Query), Is.EqualTo(new[]
        {
            "?function=LISTING_STATUS&state=active&apikey=top-secret",
            "?function=LISTING_STATUS&state=delisted&apikey=top-secret",
        }));
        Assert.That(string.Join(' ', StubFetch.Column<string?>(result, "source_uri")) + result.SourceUri,
            Does.Not.Contain("top-secret"));
    }

    [Test]
    public async Task CorporateActions_SplitsAndDividends_InsideTheWindow()
    {
        var (result, vendor) = await FetchAsync(
            "corp_actions", "XYZ",
            StubVendor.Json(
                """{"symbol":"XYZ","data":[{"effective_date":"2023-08-31","split_factor":"4.0000"},{"effective_date":"2014-06-09","split_factor":"7.0000"}]}"""),
            StubVendor.Json(
                """
                {"symbol":"XYZ","data":[
                  {"ex_dividend_date":"2024-08-12","declaration_date":"2024-05-30","record_date":"2024-08-12","payment_date":"2024-08-15","amount":"0.25"},
                  {"ex_dividend_date":"2024-02-09","declaration_date":"None","record_date":"None","payment_date":"2024-02-15","amount":"0.24"},
                  {"ex_dividend_date":"2023-05-12","declaration_date":"None","record_date":"None","payment_date":"None","amount":"None"}]}
                """));
        Assert.That(StubFetch.Column<string?>(result, "event_type"), Is.EqualTo(new[] { "DIVIDEND", "SPLIT" }));
        Assert.That(StubFetch.Column<DateOnly>(result, "ex_date"),
            Is.EqualTo(new DateOnly[] { new(2024, 2, 9), new(2023, 8, 31) }),
            "a declared one is left to the task that owns its day");
        Assert.That((StubFetch.Column<double>(result, "amount")[0], StubFetch.Column<double>(result, "ratio")[1]),
            Is.EqualTo((0.24, 4.0)));
        Assert.That(
            (StubFetch.Column<DateOnly?>(result, "record_date")[0], StubFetch.Column<DateOnly?>(result, "pay_date")[0]),
            Is.EqualTo(((DateOnly?)null, (DateOnly?)new DateOnly(2024, 2, 15))));
        Assert.That(result.Quarantined.Single().Reason, Does.Contain("amount is missing"));
        Assert.That(vendor.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Earnings_Quarters_WithTheHourOfTheReport()
    {
        var (result, _) = await FetchAsync(
            "earnings", "XYZ",
            StubVendor.Json(
                """
                {"symbol":"XYZ","annualEarnings":[{"fiscalDateEnding":"2023-12-31","reportedEPS":"4"}],"quarterlyEarnings":[
                  {"fiscalDateEnding":"2024-03-31","reportedDate":"2024-05-02","reportedEPS":"None","estimatedEPS":"1.5","surprise":"None","surprisePercentage":"None","reportTime":"post-market"},
                  {"fiscalDateEnding":"2023-12-31","reportedDate":"2024-02-01","reportedEPS":"2.18","estimatedEPS":"2.1","surprise":"0.08","surprisePercentage":"3.8","reportTime":"pre-market"}]}
                """));
        Assert.That(StubFetch.Column<double>(result, "eps_actual"), Is.EqualTo(new[] { 2.18, double.NaN }));
        Assert.That(StubFetch.Column<string?>(result, "hour"), Is.EqualTo(new[] { "bmo", "amc" }));
        Assert.That((result.UnknownFields, result.Quarantined.Count), Is.EqualTo((0L, 0)));
    }

    [Test]
    public async Task OptionsHistory_EachSession_OneRequestAndTheChain()
    {
        var put = Option.Replace("C00010000", "P00010000", StringComparison.Ordinal)
            .Replace("call", "put", StringComparison.Ordinal);
        var adjusted = Option.Replace("XYZ240315", "XYZ1240315", StringComparison.Ordinal);
        var (result, vendor) = await StubFetch.RunAsync(
            (http, context) => AlphaVantageVendor.Fetchers(Options, http, context), Options.Credentials(),
            StubFetch.Task("options_hist", "XYZ", "2024-03-02", "2024-03-06"),
            StubVendor.Json(
                $$"""{"endpoint":"Historical Options","message":"success","data":[{{Option}},{{put}},{{adjusted}}]}"""),
            StubVendor.Json("""{"endpoint":"Historical Options","message":"No data","data":[]}"""));
        Assert.That(vendor.Asked.Select(r => r.RequestUri!.Query.Split('&')[2]),
            Is.EqualTo(new[] { "date=2024-03-04", "date=2024-03-05" }), "a weekend has no chain");
        Assert.That(StubFetch.Column<string?>(result, "cp_flag"), Is.EqualTo(new[] { "C", "P" }));
        Assert.That((StubFetch.Column<double>(result, "bid")[0], StubFetch.Column<double>(result, "ask")[0]),
            Is.EqualTo((double.NaN, 0.62)));
        Assert.That(result.Quarantined.Single().Reason, Does.Contain("XYZ1"));
        Assert.That(result.End, Is.EqualTo(new DateOnly(2024, 3, 6)));
    }

    [TestCase("Information", Daily, VendorFault.RateLimited, 12 * 3600)]
    [TestCase("Note", "Our standard API call frequency is 5 calls per minute and 500 calls per day.",
        VendorFault.RateLimited, 60)]
    [TestCase("Error Message", "Invalid API call. Please retry or visit the documentation for SPLITS.",
        VendorFault.Refused, null)]
    [TestCase("Error Message",
        "the parameter apikey is invalid or missing. Please claim your free API key on our site.",
        VendorFault.AuthRefused, null)]
    [TestCase("Information", "the parameter apikey is invalid or missing. Please claim your free API key on our site.",
        VendorFault.AuthRefused, null)]
    [TestCase("Information", "The **demo** API key is for demo purposes only. Please claim your free API key.",
        VendorFault.AuthRefused, null)]
    [TestCase("Information",
        "Thank you for using Alpha Vantage! This is a premium endpoint. You may subscribe to any of the premium plans.",
        VendorFault.NotEntitled, null)]
    [TestCase("Information", "Something nobody has read before.", VendorFault.BadReply, null)]
    public void Fetch_ErrorInA200_IsWhatTheWordsSay(string key, string words, VendorFault fault, int? wait)
    {
        foreach (var dataset in (string[])["listings", "earnings"])
        {
            var error = Assert
                .ThrowsAsync<TradeMLException>(() =>
                    FetchAsync(dataset, dataset == "earnings" ? "XYZ" : null,
                        StubVendor.Json($$"""{"{{key}}":"{{words}}"}""")));
            var found = VendorFaultException.Of(error)!;
            Assert.That(found.Fault, Is.EqualTo(fault));
            Assert.That(found.RetryAfter?.TotalSeconds, wait is null ? Is.Null : Is.EqualTo(wait).Within(1));
            Assert.That(error!.ToString(), Does.Not.Contain("top-secret"));
        }
    }

    [Test]
    public async Task Fetch_TooFast_WaitsAndGoesOn()
    {
        var (result, vendor) = await FetchAsync("earnings", "XYZ", StubVendor.Json($$"""{"Information":"{{Burst}}"}"""),
            StubVendor.Json("""{"symbol":"XYZ","quarterlyEarnings":[]}"""));
        Assert.That((result.Rows.RowCount, vendor.Asked.Count), Is.EqualTo((0, 2)));
    }

    [Test]
    public void Fetch_EmptyObject_IsAnUnknownSymbol()
    {
        var error = Assert.ThrowsAsync<TradeMLException>(() => FetchAsync("earnings", "NOPE", StubVendor.Json("{}")));
        Assert.That(VendorFaultException.Of(error)!.Fault, Is.EqualTo(VendorFault.Refused));
    }

    private static Task<(FetchResult Result, StubVendor Vendor)> FetchAsync(
        string dataset, string? symbol, params Func<HttpResponseMessage>[] answers) =>
        StubFetch.RunAsync((http, context) => AlphaVantageVendor.Fetchers(Options, http, context),
            Options.Credentials(), StubFetch.Task(dataset, symbol), answers);
}
