using System.Net;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Fmp;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

internal static class FmpCases
{
    private static readonly VendorSettings Options = TestVendor.At("fmp", ["http://fmp.test"],
        ConnectorCase.Canary) with
    { PageLimit = 2, WindowDays = 365 };

    private static readonly Recorded Annual = Statement(
        """{"date":"2023-12-31","symbol":"BRK-B","reportedCurrency":"USD","cik":"0000012345","filingDate":"2024-02-02","acceptedDate":"2024-02-01 18:01:14","fiscalYear":"2023","period":"FY",FIELDS}""");

    private static readonly Recorded Quarter = Statement(
        """{"date":"2024-03-31","symbol":"BRK-B","reportedCurrency":"USD","cik":"0000012345","fillingDate":"2024-05-06","acceptedDate":"2024-05-06 08:00:00","fiscalYear":"2024","period":"Q1",FIELDS}""");

    private static readonly Recorded Newest = new(
        """[{"symbol":"NEW-A","companyName":"N","exchange":"NYSE","ipoDate":"2001-01-02","delistedDate":"2024-08-01"},{"symbol":"BBB","companyName":"B","exchange":"NYSE","ipoDate":"","delistedDate":"2024-05-01"}]""");

    private static readonly Recorded Oldest = new(
        """[{"symbol":"CCC","companyName":null,"exchange":"AMEX","ipoDate":"1999-01-04","delistedDate":"2010-01-04"}]""");

    private static readonly Recorded Caps2023 = new(
        """[{"symbol":"BRK-B","date":"2023-12-29","marketCap":780000000000.5}]""");

    private static readonly Recorded Caps2024 = new(
        """[{"symbol":"BRK-B","date":"2024-01-02","marketCap":"7.9e11"}]""");

    private static readonly Recorded Earnings = new(
        """[{"symbol":"BRK-B","date":"2024-08-03","epsActual":null,"epsEstimated":4.5,"revenueActual":null,"revenueEstimated":9e10,"lastUpdated":"2024-06-01"},{"symbol":"BRK-B","date":"2024-05-04","epsActual":5.2,"epsEstimated":4.4,"revenueActual":8.9e10,"revenueEstimated":8.5e10,"lastUpdated":"2024-05-05"}]""");

    public static IEnumerable<ConnectorCase> All =>
    [
        Statements("fundamentals_income", "\"revenue\":1000,\"netIncome\":120", "net_income"),
        Statements("fundamentals_balance", "\"totalAssets\":120,\"goodwill\":0", "total_assets"),
        Statements("fundamentals_cashflow", "\"operatingCashFlow\":120,\"inventory\":0", "operating_cash_flow"),
        Case("delistings", null) with
        {
            Pages = [Newest, Oldest],
            Values = new Dictionary<string, object?[]>
            {
                ["symbol"] = ["BBB", "CCC", "NEW.A"],
                ["delist_date"] = [new DateOnly(2024, 5, 1), new DateOnly(2010, 1, 4), new DateOnly(2024, 8, 1)],
                ["ipo_date"] = [null, new DateOnly(1999, 1, 4), new DateOnly(2001, 1, 2)],
            },
            Empties = [[new("[]")]],
            UnknownFields = [
                Newest.With("\"exchange\":\"NYSE\",\"ipoDate\":\"\"",
                    "\"exchange\":\"NYSE\",\"zz\":1,\"ipoDate\":\"\""), Oldest],
            BadRow = [Newest, Oldest.With("}]", """},{"symbol":"DDD","delistedDate":"soon"}]"""), new("[]")],
            BadReason = "delist_date",
        },
        Case("market_cap", "BRK.B") with
        {
            Pages = [Caps2023, Caps2024],
            Values =
                new Dictionary<string, object?[]> { ["date"] = [new DateOnly(2023, 12, 29), new DateOnly(2024, 1, 2)],
                    ["market_cap"] = [780000000000.5, 7.9e11] },
            Empties = [[new("[]"), new("[]")]],
            UnknownFields = [Caps2023.With("\"date\"", "\"zz\":1,\"date\""), Caps2024],
            BadRow = [Caps2023,
                Caps2024.With("}]", """},{"symbol":"BRK-B","date":"2024-01-03","marketCap":"much"}]""")],
            BadReason = "no number",
        },
        Case("earnings", "BRK.B") with
        {
            Pages = [Earnings],
            Values = new Dictionary<string, object?[]>
            {
                ["report_date"] = [new DateOnly(2024, 5, 4), new DateOnly(2024, 8, 3)], ["eps_actual"] = [5.2, null],
                ["revenue_estimate"] = [8.5e10, 9e10],
            },
            Empties = [[new("[]")]],
            UnknownFields = [Earnings.With("\"epsActual\":5.2", "\"zz\":1,\"epsActual\":5.2")],
            BadRow = [
                Earnings.With("2024-05-05\"}", "2024-05-05\"},{\"symbol\":\"BRK-B\",\"date\":\"\",\"epsActual\":1}")],
            BadReason = "report_date",
        },
    ];

    private static ConnectorCase Statements(string dataset, string fields, string column)
    {
        Recorded annual = Annual.With("FIELDS", fields), quarter = Quarter.With("FIELDS", fields);
        return Case(dataset, "BRK.B") with
        {
            Pages = [annual, quarter],
            Values = new Dictionary<string, object?[]>
            {
                ["period_end"] = [new DateOnly(2023, 12, 31), new DateOnly(2024, 3, 31)], ["period"] = ["FY", "Q1"],
                [column] = [120.0, 120.0],
                ["filed_at"] = [new DateTime(2024, 2, 1, 23, 1, 14, DateTimeKind.Utc),
                    new DateTime(2024, 5, 6, 12, 0, 0, DateTimeKind.Utc)],
            },
            Empties = [[new("[]"), new("[]")]],
            UnknownFields = [annual.With("\"cik\"", "\"zz\":1,\"cik\""), quarter],
            BadRow = [annual,
                quarter.With("[",
                    """[{"date":"2024-03-31","symbol":"BRK-B","reportedCurrency":"USD","acceptedDate":"2024-03-01 08:00:00","fiscalYear":"2024","period":"Q1"},""")],
            BadReason = "before its period was over",
        };
    }

    private static Recorded Statement(string row) => new($"[{row}]");

    private static ConnectorCase Case(string dataset, string? symbol) => new()
    {
        Name = $"fmp {dataset}",
        Create = (http, context) => FmpVendor.Fetchers(Options, http, context).Single(f => f.Dataset == dataset),
        Credentials = Options.Credentials(),
        Task = StubFetch.Task(dataset, symbol),
        Pages = [],
        Values = new Dictionary<string, object?[]>(),
        Empties = [],
        ErrorAsOk = new("""{"Error Message":"internal trouble"}"""),
        ErrorWords = "internal trouble",
        KeysRefused = [
            new("""{"Error Message":"Invalid API KEY. Feel free to create a Free API Key."}""",
                HttpStatusCode.Unauthorized), Recorded.Html(HttpStatusCode.Unauthorized)],
        NotInPlan = new(
            """{"Error Message":"Exclusive Endpoint : This endpoint is not available under your current subscription"}""", HttpStatusCode.PaymentRequired),
        Busy =
        [
            new(
                """{"Error Message":"Limit Reach . Please upgrade your plan or visit our documentation for more details"}""", HttpStatusCode.TooManyRequests),
            new(
                """{"Error Message":"Limit Reach . Please upgrade your plan or visit our documentation for more details"}"""),
        ],
    };
}
