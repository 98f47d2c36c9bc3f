using System.Net;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Fmp;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.Fmp;

public sealed class FmpTests
{
    private const string Statement =
        """{"date":"2023-12-31","symbol":"BRK-B","reportedCurrency":"USD","cik":"0000012345","filingDate":"2024-02-02","acceptedDate":"2024-02-01 18:01:14","fiscalYear":"2023","period":"FY","revenue":1000000,"netIncome":120000,"eps":1.2,"epsDiluted":1.19,"operatingIncome":0,"grossProfit":0}""";

    private const string LimitRefused =
        "Premium Query Parameter: 'Special Endpoint : The values for 'limit' must be between 0 and 5 under your "
            + "current subscription'";

    private static readonly VendorSettings Options = TestVendor.At("fmp", ["http://fmp.test"],
        "top-secret") with
    { PageLimit = 2, WindowDays = 365 };

    [TestCase("2024-02-01 18:01:14", "2024-02-01T23:01:14")]
    [TestCase("2024-03-08 18:00:00", "2024-03-08T23:00:00")]
    [TestCase("2024-03-11 18:00:00", "2024-03-11T22:00:00")]
    [TestCase("2024-05-01 06:02:03", "2024-05-01T10:02:03")]
    public async Task Statement_AcceptedInNewYork_IsKnownFromThatInstantInUtc(string accepted, string utc)
    {
        var (result, _) = await FetchAsync("fundamentals_income", "BRK.B",
            Json($"[{Statement.Replace("2024-02-01 18:01:14", accepted, StringComparison.Ordinal)}]"), Json("[]"));
        Assert.That(StubFetch.Column<DateTime>(result, "filed_at"),
            Is.EqualTo(new[] { DateTime.SpecifyKind(DateTime.Parse(utc), DateTimeKind.Utc) }));
    }

    [Test]
    public async Task Statement_AnnualAndQuarterly_AskedForAndSpeltWithADash()
    {
        var quarter = Statement.Replace("\"FY\"", "\"Q4\"", StringComparison.Ordinal)
            .Replace("filingDate", "fillingDate", StringComparison.Ordinal);
        var (result, vendor) = await FetchAsync("fundamentals_income", "BRK.B", Json($"[{Statement}]"),
            Json($"[{quarter}]"));
        Assert.That(StubFetch.Column<string?>(result, "period"), Is.EqualTo(new[] { "FY", "Q4" }));
        Assert.That(StubFetch.Column<string?>(result, "symbol"), Is.All.EqualTo("BRK.B"));
        Assert.That(StubFetch.Column<double>(result, "net_income"), Is.All.EqualTo(120000));
        Assert.That(StubFetch.Column<double>(result, "operating_income"), Is.All.NaN,
            "0 stands for what was not reported");
        Assert.That(StubFetch.Column<double>(result, "gross_profit"), Is.All.Zero);
        Assert.That(StubFetch.Column<long?>(result, "fiscal_year"), Is.All.EqualTo(2023));
        Assert.That(vendor.Asked.Select(r => r.RequestUri!.PathAndQuery), Is.EqualTo(new[]
        {
            "/stable/income-statement?symbol=BRK-B&period=annual&limit=1000",
            "/stable/income-statement?symbol=BRK-B&period=quarter&limit=1000",
        }));
        Assert.That((result.UnknownFields, result.Quarantined.Count), Is.EqualTo((0L, 0)));
    }

    [Test]
    public async Task Statement_RestatedLater_StandsBesideTheFirst()
    {
        var restated = Statement.Replace("2024-02-01 18:01:14", "2024-04-15 07:00:00", StringComparison.Ordinal)
            .Replace("120000", "90000", StringComparison.Ordinal);
        var (result, _) = await FetchAsync("fundamentals_income", "BRK.B", Json($"[{restated},{Statement}]"),
            Json("[]"));
        Assert.That(StubFetch.Column<double>(result, "net_income"), Is.EqualTo(new[] { 120000.0, 90000.0 }));
        Assert.That(StubFetch.Column<DateTime>(result, "filed_at"), Is.Ordered);
    }

    [Test]
    public async Task Statement_OnlyAFilingDay_IsKnownWhenThatDayIsOver()
    {
        var (result, _) = await FetchAsync("fundamentals_income", "BRK.B",
            Json($"[{Statement.Replace("2024-02-01 18:01:14", "", StringComparison.Ordinal)}]"), Json("[]"));
        Assert.That(StubFetch.Column<DateTime>(result, "filed_at")[0],
            Is.EqualTo(new DateTime(2024, 2, 3, 5, 0, 0, DateTimeKind.Utc)));
    }

    [TestCase("acceptedDate", "2023-12-31 00:00:00", "before its period was over")]
    [TestCase("symbol", "OTHER", "another symbol's")]
    [TestCase("period", "H1", "period is 'H1'")]
    [TestCase("date", "n/k", "period_end is missing")]
    public async Task Statement_NotSound_SetAside(string field, string value, string reason)
    {
        var bad = System.Text.RegularExpressions.Regex.Replace(Statement, $"\"{field}\":\"[^\"]*\"",
            $"\"{field}\":\"{value}\"");
        var (result, _) = await FetchAsync("fundamentals_income", "BRK.B", Json($"[{bad}]"), Json("[]"));
        Assert.That(result.Rows.RowCount, Is.Zero);
        Assert.That(result.Quarantined.Single().Reason, Does.Contain(reason));
    }

    [Test]
    public async Task Statement_PlanAllowsFiveRows_AskedForFive()
    {
        var (result, vendor) = await FetchAsync(
            "fundamentals_income", "BRK.B", Words(LimitRefused, 402), Json($"[{Statement}]"), Words(LimitRefused, 402),
            Json("[]"));
        Assert.That(result.Rows.RowCount, Is.EqualTo(1));
        Assert.That(vendor.Asked.Select(r => r.RequestUri!.Query[^5..]),
            Is.EqualTo(new[] { "=1000", "mit=5", "=1000", "mit=5" }));
    }

    [Test]
    public async Task Balance_AndCashFlow_FieldsInTheirColumns()
    {
        const string balance =
            """[{"date":"2023-12-31","symbol":"XYZ","reportedCurrency":"USD","acceptedDate":"2024-02-01 18:01:14","fiscalYear":"2023","period":"FY","totalAssets":9,"totalCurrentAssets":0,"totalDebt":0,"totalStockholdersEquity":-4}]""";
        const string flow =
            """[{"date":"2023-12-31","symbol":"XYZ","reportedCurrency":"USD","acceptedDate":"2024-02-01 18:01:14","fiscalYear":"2023","period":"FY","operatingCashFlow":5,"netDividendsPaid":0,"commonStockRepurchased":-2,"newField":1}]""";
        var (sheet, _) = await FetchAsync("fundamentals_balance", "XYZ", Json(balance), Json("[]"));
        Assert.That(Row(sheet, "total_assets", "current_assets", "total_debt", "shareholders_equity"),
            Is.EqualTo(new[] { 9, double.NaN, 0, -4 }));
        var (cash, _) = await FetchAsync("fundamentals_cashflow", "XYZ", Json(flow), Json("[]"));
        Assert.That(Row(cash, "operating_cash_flow", "dividends_paid", "shares_repurchased", "free_cash_flow"),
            Is.EqualTo(new[] { 5, 0, -2, double.NaN }));
        Assert.That((sheet.UnknownFields, cash.UnknownFields), Is.EqualTo((0L, 1L)));
    }

    [Test]
    public async Task Delistings_Pages_ToTheShortOne()
    {
        var (result, vendor) = await FetchAsync(
            "delistings", null, Json($"[{Delisted("NEW-A", "2024-08-01")},{Delisted("BBB", "2024-05-01")}]"),
            Json($"[{Delisted("CCC", "2010-01-04")},{Delisted("DDD", "soon")}]"), Json("[]"));
        Assert.That(StubFetch.Column<string?>(result, "symbol"), Is.EquivalentTo(new[] { "NEW.A", "BBB", "CCC" }),
            "a date in the future is what the vendor says");
        Assert.That(vendor.Asked.Select(r => r.RequestUri!.Query),
            Is.EqualTo(new[] { "?page=0&limit=2", "?page=1&limit=2", "?page=2&limit=2" }));
        Assert.That(result.Quarantined.Single().Reason, Does.Contain("delist_date"));
    }

    [Test]
    public async Task Delistings_PlanShowsTheFirstPage_KeptAndSaid()
    {
        var (result, _) = await FetchAsync(
            "delistings", null, Json($"[{Delisted("AAA", "2024-06-01")},{Delisted("BBB", "2024-05-01")}]"),
            Words("Restricted Endpoint: page", 402));
        Assert.That(result.Rows.RowCount, Is.EqualTo(2));
        Assert.That(result.Quarantined.Single().Reason, Does.Contain("the plan shows only the newest"));
    }

    [Test]
    public async Task MarketCap_LongWindow_AskedInSlicesUpToToday()
    {
        const string row = """{"symbol":"XYZ","date":"2023-03-01","marketCap":12345.5}""";
        var (result, vendor) = await FetchAsync(
            "market_cap", "XYZ", Json($"[{row}]"),
            Json(
                """[{"symbol":"XYZ","date":"2024-01-02","marketCap":0},{"symbol":"XYZ","date":"2024-01-03","marketCap":"7e3"}]"""));
        Assert.That(Row(result, "market_cap"), Is.EqualTo(new[] { 12345.5 }));
        Assert.That(StubFetch.Column<double>(result, "market_cap"), Is.EqualTo(new[] { 12345.5, 7000 }));
        Assert.That(vendor.Asked.Select(r => r.RequestUri!.Query), Is.EqualTo(new[]
        {
            "?symbol=XYZ&from=2023-01-01&to=2023-12-31&limit=5000",
            "?symbol=XYZ&from=2024-01-01&to=2024-05-31&limit=5000",
        }));
        Assert.That(result.Quarantined.Single().Reason, Does.Contain("market_cap is missing"));
    }

    [Test]
    public async Task Earnings_PastAndAnnounced_BothKept()
    {
        var (result, _) = await FetchAsync(
            "earnings", "XYZ",
            Json(
                """[{"symbol":"XYZ","date":"2024-08-01","epsActual":null,"epsEstimated":1.5,"revenueActual":null,"revenueEstimated":9,"lastUpdated":"2024-06-01"},{"symbol":"XYZ","date":"2024-05-02","epsActual":1.4,"epsEstimated":1.3,"revenueActual":8,"revenueEstimated":7}]"""));
        Assert.That(StubFetch.Column<double>(result, "eps_actual"), Is.EqualTo(new[] { 1.4, double.NaN }));
        Assert.That(result.UnknownFields, Is.Zero);
    }

    [TestCase("Query Error: Invalid or missing query parameter - symbol", 400, VendorFault.Refused)]
    [TestCase("""{"Error Message":"Invalid API KEY. Feel free to create a Free API Key"}""", 401,
        VendorFault.AuthRefused)]
    [TestCase(
        "Premium Query Parameter: 'Special Endpoint : This value set for 'symbol' is not available under your "
            + "current subscription'", 402, VendorFault.Refused)]
    [TestCase(
        """{"Error Message":"Exclusive Endpoint : This endpoint is not available under your current subscription"}""",
        402, VendorFault.NotEntitled)]
    [TestCase("""{"Error Message":"Legacy Endpoint : Due to Legacy endpoints being no longer supported"}""", 403,
        VendorFault.NotEntitled)]
    [TestCase("[]", 404, VendorFault.Refused)]
    [TestCase("""{"Error Message":"Limit Reach . Please upgrade your plan"}""", 429, VendorFault.RateLimited)]
    [TestCase("""{"Error Message":"Limit Reach . Please upgrade your plan"}""", 200, VendorFault.RateLimited)]
    [TestCase("""{"Error Message":"Something else"}""", 200, VendorFault.BadReply)]
    public void Fetch_Refused_IsWhatStatusAndWordsSay(string body, int status, VendorFault fault)
    {
        var error = Assert.ThrowsAsync<TradeMLException>(() => FetchAsync("market_cap", "XYZ", Words(body, status)));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(fault));
        Assert.That(error!.ToString(), Does.Not.Contain("top-secret"));
    }

    [Test]
    public async Task Fetch_UnknownSymbol_CompleteWithoutRowsAndTheKeyInAHeader()
    {
        var (result, vendor) = await FetchAsync("earnings", "XYZ", Json("[]"));
        Assert.That((result.Rows.RowCount, result.End), Is.EqualTo((0, new DateOnly(2024, 6, 1))));
        Assert.That(vendor.Asked[0].Headers.GetValues("apikey"), Is.EqualTo(new[] { "top-secret" }));
        Assert.That(vendor.Asked[0].RequestUri!.Query, Does.Not.Contain("top-secret"));
    }

    private static double[] Row(FetchResult result, params string[] columns) =>
        [.. columns.Select(c => StubFetch.Column<double>(result, c)[0])];

    private static string Delisted(string symbol, string date) =>
        $$"""{"symbol":"{{symbol}}","companyName":"C","exchange":"NYSE","ipoDate":"2001-01-02","delistedDate":"{{date}}"}""";

    private static Func<HttpResponseMessage> Json(string body) => StubVendor.Json(body);

    private static Func<HttpResponseMessage> Words(string body, int status) =>
        StubVendor.Json(body, (HttpStatusCode)status, body.StartsWith('{') ? "application/json" : "text/plain");

    private static Task<(FetchResult Result, StubVendor Vendor)> FetchAsync(
        string dataset, string? symbol, params Func<HttpResponseMessage>[] answers) =>
        StubFetch.RunAsync((http, context) => FmpVendor.Fetchers(Options, http, context), Options.Credentials(),
            StubFetch.Task(dataset, symbol), answers);
}
