using System.Net;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.AlphaVantage;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

internal static class AlphaVantageCases
{
    private const string Header = "symbol,name,exchange,assetType,ipoDate,delistingDate,status\r\n";

    private static readonly VendorSettings Options = TestVendor.At("alpha_vantage", ["http://av.test"],
        ConnectorCase.Canary);

    private static readonly Recorded Active = Csv(
        Header + "BRK-B,\"Hathaway, Inc\",NYSE,Stock,1996-05-09,null,Active\r\n");

    private static readonly Recorded Delisted = Csv(
        Header
            + "OLD,Old Inc,NASDAQ,Stock,2001-02-03,2014-07-01,Delisted\r\nOLD,Older Incorporated of "
            + "Delaware,NASDAQ,Stock,1980-02-03,1995-07-03,Delisted\r\n");

    private static readonly Recorded Splits = new(
        """{"symbol":"AAPL","data":[{"effective_date":"2024-03-11","split_factor":"4.0000"}]}""");

    private static readonly Recorded Dividends = new(
        """{"symbol":"AAPL","data":[{"ex_dividend_date":"2024-02-09","declaration_date":"None","record_date":"2024-02-12","payment_date":"2024-02-15","amount":"0.24"}]}""");

    private static readonly Recorded Quarters = new(
        """{"symbol":"AAPL","annualEarnings":[],"quarterlyEarnings":[{"fiscalDateEnding":"2024-03-31","reportedDate":"2024-05-02","reportedEPS":"1.53","estimatedEPS":"1.5","surprise":"0.03","surprisePercentage":"2","reportTime":"post-market"}]}""");

    private static readonly Recorded Monday = Chain("2024-03-04", "0.50"), Tuesday = Chain("2024-03-05", "0.40");

    public static IEnumerable<ConnectorCase> All =>
    [
        Case("listings", null) with
        {
            Pages = [Active, Delisted],
            Values = new Dictionary<string, object?[]>
            {
                ["vendor_id"] = ["BRK.B|1996-05-09|", "OLD|1980-02-03|1995-07-03", "OLD|2001-02-03|2014-07-01"],
                ["status"] = ["active", "inactive", "inactive"],
                ["delist_date"] = [null, new DateOnly(1995, 7, 3), new DateOnly(2014, 7, 1)],
            },
            Empties = [[Csv(Header), Csv(Header)]],
            UnknownFields = [Active.With("status", "status,zz").With("Active", "Active,1"), Delisted],
            BadRow = [Active, Delisted.With(Header, Header + "BAD,Bad,NYSE,Stock,2001-02-03,someday,Delisted\r\n")],
            BadReason = "delistingDate",
        },
        Case("corp_actions", "AAPL") with
        {
            Pages = [Splits, Dividends],
            Values = new Dictionary<string, object?[]>
            {
                ["event_type"] = ["DIVIDEND", "SPLIT"],
                ["ex_date"] = [new DateOnly(2024, 2, 9), new DateOnly(2024, 3, 11)], ["ratio"] = [null, 4.0],
                ["amount"] = [0.24, null],
                ["pay_date"] = [new DateOnly(2024, 2, 15), null],
            },
            Empties = [[new("""{"symbol":"AAPL","data":[]}"""), new("""{"symbol":"AAPL","data":[]}""")]],
            UnknownFields = [Splits, Dividends.With("\"amount\"", "\"zz\":1,\"amount\"")],
            BadRow = [Splits.With("[{", "[{\"effective_date\":\"2024-01-02\",\"split_factor\":\"None\"},{"), Dividends],
            BadReason = "split factor",
        },
        Case("earnings", "AAPL") with
        {
            Pages = [Quarters],
            Values = new Dictionary<string, object?[]>
            {
                ["report_date"] = [new DateOnly(2024, 5, 2)], ["fiscal_end"] = [new DateOnly(2024, 3, 31)],
                ["hour"] = ["amc"], ["eps_actual"] = [1.53],
            },
            Empties = [[new("""{"symbol":"AAPL","annualEarnings":[],"quarterlyEarnings":[]}""")]],
            UnknownFields = [Quarters.With("\"reportTime\"", "\"zz\":1,\"reportTime\"")],
            BadRow = [
                Quarters.With("\"quarterlyEarnings\":[",
                    "\"quarterlyEarnings\":[{\"fiscalDateEnding\":\"2023-12-31\",\"reportedDate\":\"None\"},")],
            BadReason = "report_date",
        },
        Case("options_hist", "AAPL") with
        {
            Task = StubFetch.Task("options_hist", "AAPL", "2024-03-04", "2024-03-06"),
            Pages = [Monday, Tuesday],
            Values = new Dictionary<string, object?[]>
            {
                ["date"] = [new DateOnly(2024, 3, 4), new DateOnly(2024, 3, 5)], ["bid"] = [0.5, 0.4],
                ["cp_flag"] = ["C", "C"], ["strike"] = [180.0, 180.0],
                ["expiry"] = [new DateOnly(2024, 3, 15), new DateOnly(2024, 3, 15)],
            },
            Empties = [[new("""{"endpoint":"Historical Options","message":"No data","data":[]}""")]],
            UnknownFields = [Monday.With("\"rho\"", "\"zz\":1,\"rho\""), Tuesday],
            BadRow = [
                Monday.With("\"data\":[",
                    "\"data\":[{\"contractID\":\"AAPL1240315C00180000\",\"date\":\"2024-03-04\"},"), Tuesday],
            BadReason = "adjusted contract",
        },
    ];

    private static Recorded Chain(string day, string bid) => new(
        $$"""{"endpoint":"Historical Options","message":"success","data":[{"contractID":"AAPL240315C00180000","symbol":"AAPL","expiration":"2024-03-15","strike":"180.00","type":"call","last":"0.55","mark":"0.56","bid":"{{bid}}","bid_size":"10","ask":"0.62","ask_size":"12","volume":"34","open_interest":"120","date":"{{day}}","implied_volatility":"0.31","delta":"0.52","gamma":"0.11","theta":"-0.01","vega":"0.02","rho":"0.01"}]}""");

    private static Recorded Csv(string body) => new(body, HttpStatusCode.OK, "application/x-download");

    private static ConnectorCase Case(string dataset, string? symbol) => new()
    {
        Name = $"alpha_vantage {dataset}",
        Create = (http, context) => AlphaVantageVendor.Fetchers(Options, http, context)
            .Single(f => f.Dataset == dataset),
        Credentials = Options.Credentials(),
        Task = StubFetch.Task(dataset, symbol),
        Pages = [],
        Values = new Dictionary<string, object?[]>(),
        Empties = [],
        ErrorAsOk = new("""{"Information":"internal trouble"}"""),
        ErrorWords = "internal trouble",
        KeysRefused =
        [
            new(
                """{"Error Message":"the parameter apikey is invalid or missing. Please claim your free API key on (https://www.alphavantage.co/support/#api-key)."}"""),
            new(
                """{"Information":"The **demo** API key is for demo purposes only. Please claim your free API key at (https://www.alphavantage.co/support/#api-key)."}"""),
        ],
        NotInPlan = new(
            """{"Information":"Thank you for using Alpha Vantage! This is a premium endpoint. You may subscribe to any of the premium plans."}"""),
        Busy =
        [
            new(
                """{"Information":"Please consider spreading out your free API requests more sparingly (1 request per second). You may subscribe to any of the premium plans to lift the free key rate limit (25 requests per day)."}"""),
        ],
    };
}
