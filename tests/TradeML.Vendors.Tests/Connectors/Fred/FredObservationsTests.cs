using System.Net;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Fred;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.Fred;

public sealed class FredObservationsTests
{
    private const string Key = "abcdefghijklmnopqrstuvwxyz012345";

    private static readonly VendorSettings Options = TestVendor.At("fred", ["http://fred.test"],
        Key) with
    { MaxVintages = 2 };

    // US unemployment for August 2023 and consumer prices for January 2024, each as first published and as they stand
    // today.
    [TestCase("UNRATE", "2023-08-01", "2023-09-01", "3.8", "2024-01-05", "3.7", "2023-12-29", 3.8, "2024-03-01", 3.7)]
    [TestCase("CPIAUCSL", "2024-01-01", "2024-02-13", "309.685", "2024-05-15", "309.698", "2024-05-14", 309.685,
        "2024-05-15", 309.698)]
    public async Task Fetch_RevisedValue_HoldsInItsRealTimePeriod(
        string series, string date, string first, string before, string revised, string after, string day1,
        double value1, string day2, double value2)
    {
        var end = DateOnly.Parse(revised).AddDays(-1).ToString("yyyy-MM-dd");
        var (result, vendor) = await FetchAsync(series,
            Page(2, 0, Row(first, end, date, before), Row(revised, "9999-12-31", date, after)));
        Assert.That(AsOf(result, date, day1), Is.EqualTo(value1));
        Assert.That(AsOf(result, date, day2), Is.EqualTo(value2));
        Assert.That(AsOf(result, date, DateOnly.Parse(first).AddDays(-1).ToString("yyyy-MM-dd")), Is.Null);
        var query = vendor.Asked.Single().RequestUri!.Query;
        Assert.That(query,
            Does.Contain("realtime_start=1776-07-04").And.Contain("realtime_end=9999-12-31").And.Contain(
                "output_type=1").And.Contain("file_type=json"));
        Assert.That(query, Does.Not.Contain("vintage_date"));
    }

    [Test]
    public async Task Fetch_SeveralPages_ToTheCountAndNoFurther()
    {
        var (result, vendor) = await FetchAsync(
            "DGS10",
            Page(3, 0, Row("2024-03-01", "9999-12-31", "2024-02-29", "4.25"),
                Row("2024-03-04", "9999-12-31", "2024-03-01", ".")),
            Page(3, 2, Row("2024-03-05", "9999-12-31", "2024-03-04", "4.22")));
        Assert.That(StubFetch.Column<double>(result, "value"), Is.EqualTo(new[] { 4.25, double.NaN, 4.22 }));
        Assert.That(vendor.Asked.Select(r => r.RequestUri!.Query.Contains("&offset=2&", StringComparison.Ordinal)),
            Is.EqualTo(new[] { false, true }));
        Assert.That(result.Quarantined, Is.Empty);
    }

    [Test]
    public async Task Fetch_MoreVintagesThanAllowed_AskedInBlocksAndPeriodsMadeWhole()
    {
        var (result, vendor) = await FetchAsync(
            "DGS10",
            StubVendor.Json(
                """{"error_code":400,"error_message":"Bad Request.  There are 3 vintage dates in your real-time period; the maximum for this file type is 2000 vintage dates."}""", HttpStatusCode.BadRequest),
            StubVendor.Json(
                """{"realtime_start":"1776-07-04","count":3,"offset":0,"limit":10000,"vintage_dates":["2020-01-01","2020-02-01","2020-03-01"]}"""),
            Page(3, 0, Row("2020-01-01", "2020-02-29", "2019-12-01", "1"),
                Row("2020-01-01", "2020-01-31", "2019-12-02", "5"), Row("2020-02-01", "2020-02-29", "2019-12-02", "6")),
            Page(2, 0, Row("2020-03-01", "9999-12-31", "2019-12-01", "1"),
                Row("2020-03-01", "9999-12-31", "2019-12-02", "7")));
        Assert.That(StubFetch.Column<double>(result, "value"), Is.EqualTo(new double[] { 1, 5, 6, 7 }));
        Assert.That(StubFetch.Column<DateOnly>(result, "vintage_date")[0], Is.EqualTo(new DateOnly(2020, 1, 1)));
        Assert.That(StubFetch.Column<DateOnly?>(result, "vintage_end"),
            Is.EqualTo(new DateOnly?[] { null, new(2020, 1, 31), new(2020, 2, 29), null }));
        Assert.That(vendor.Asked[2].RequestUri!.Query,
            Does.Contain("realtime_start=1776-07-04&realtime_end=2020-02-29"));
        Assert.That(vendor.Asked[3].RequestUri!.Query,
            Does.Contain("realtime_start=2020-03-01&realtime_end=9999-12-31"));
        Assert.That(vendor.Asked, Has.Count.EqualTo(4));
    }

    [TestCase("Bad Request.  The value for variable api_key is not registered.", 400, VendorFault.AuthRefused)]
    [TestCase(
        "Bad Request.  The value for variable api_key is not a 32 character alpha-numeric lower-case string.  Read "
            + "more.", 400, VendorFault.AuthRefused)]
    [TestCase("Bad Request.  The series does not exist.", 400, VendorFault.Refused)]
    [TestCase("Too Many Requests.  Exceeded Rate Limit", 429, VendorFault.RateLimited)]
    [TestCase("Internal Server Error", 500, VendorFault.Unavailable)]
    [TestCase("Too Many Requests.  Exceeded Rate Limit", 200, VendorFault.RateLimited)]
    public void Fetch_Refused_IsWhatTheWordsSay(string words, int status, VendorFault fault)
    {
        var error = Assert.ThrowsAsync<TradeMLException>(() => FetchAsync(
            "UNRATE",
            StubVendor.Json($$"""{"error_code":{{(status == 200 ? 429 : status)}},"error_message":"{{words}}"}""",
                (HttpStatusCode)status)));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(fault));
        Assert.That(error!.ToString(), Does.Not.Contain(Key));
    }

    [Test]
    public async Task Fetch_RowsThatAreNotSound_SetAside()
    {
        var (result, _) = await FetchAsync(
            "UNRATE",
            Page(3, 0, Row("2024-03-01", "9999-12-31", "2024-02-01", "n/k"),
                Row("2024-03-01", "2024-02-01", "2024-02-01", "4"),
                Row("2024-02-02", "9999-12-31", "2024-01-01", "3.7")));
        Assert.That(result.Rows.RowCount, Is.EqualTo(1));
        Assert.That(result.Quarantined.Select(q => q.Reason),
            Is.EqualTo(new[] { "value is no number", "the real-time period is missing or ends before it begins" }));
    }

    private static double? AsOf(FetchResult result, string date, string day)
    {
        var (dates, starts, ends) = (StubFetch.Column<DateOnly>(result, "observation_date"),
            StubFetch.Column<DateOnly>(result, "vintage_date"), StubFetch.Column<DateOnly?>(result, "vintage_end"));
        var at = DateOnly.Parse(day);
        var row = Enumerable.Range(0, dates.Length)
            .Where(i => dates[i] == DateOnly.Parse(date) && starts[i] <= at && !(ends[i] < at)).ToList();
        return row.Count == 0 ? null : StubFetch.Column<double>(result, "value")[row.Single()];
    }

    private static Task<(FetchResult Result, StubVendor Vendor)> FetchAsync(
        string series, params Func<HttpResponseMessage>[] answers) =>
        StubFetch.RunAsync((http, context) => FredVendor.Fetchers(Options, http, context), Options.Credentials(),
            StubFetch.Task("macros_fred", series, "2019-01-01"), answers);

    private static string Row(string start, string end, string date, string value) =>
        $$"""{"realtime_start":"{{start}}","realtime_end":"{{end}}","date":"{{date}}","value":"{{value}}"}""";

    private static Func<HttpResponseMessage> Page(int count, int offset, params string[] rows) => StubVendor.Json(
        $$"""
        {"realtime_start":"1776-07-04","realtime_end":"9999-12-31","observation_start":"2019-01-01","observation_end":"2024-05-31","units":"lin","output_type":1,"file_type":"json",
         "order_by":"observation_date","sort_order":"asc","count":{{count}},"offset":{{offset}},"limit":100000,"observations":[{{string.Join(',', rows)}}]}
        """);
}
