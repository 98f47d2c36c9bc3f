using System.Net;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Finnhub;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

internal static class FinnhubCases
{
    private static readonly VendorSettings Options = TestVendor.At("finnhub", ["http://finnhub.test/api/v1"],
        ConnectorCase.Canary);

    // 2024-03-08 and 2024-03-11, 00:00 UTC of the trade date through daylight saving
    private static readonly Recorded Days = new(
        """{"c":[10.5,11],"h":[11,12],"l":[9,10],"o":[10,10.5],"s":"ok","t":[1709856000,1710115200],"v":[1000,900]}""");

    // 2024-03-08 20:59Z and 21:00Z (after hours); 2024-03-29 is a holiday, 2024-03-28 the last session of the month
    private static readonly Recorded FirstWeeks = new(
        """{"c":[10.5,1],"h":[11,1],"l":[9,1],"o":[10,1],"s":"ok","t":[1709931540,1709931600],"v":[100,1]}""");

    private static readonly Recorded NoData = new("""{"s":"no_data"}""");

    private static readonly Recorded LastDays = new(
        """{"c":[11],"h":[12],"l":[10],"o":[10.5],"s":"ok","t":[1711634400],"v":[90]}""");

    private static readonly Recorded Chain = new(
        """
        {"code":"BRK.B","exchange":"US","lastTradeDate":"2024-05-31","lastTradePrice":179.66,"data":[{"expirationDate":"2024-06-21","impliedVolatility":22.1,"optionsCount":2,"options":{
          "CALL":[{"contractName":"BRKB240621C00190000","contractSize":"REGULAR","currency":"USD","type":"CALL","expirationDate":"2024-06-21","strike":190,"lastPrice":5.25,"bid":5.2,"ask":5.3,"volume":321,"openInterest":1543,"impliedVolatility":22,"delta":0.5,"gamma":0.01,"theta":-0.1,"vega":0.2,"rho":0.1,"updatedAt":"2024-05-31 20:00:00"}],
          "PUT":[{"type":"PUT","strike":190,"bid":"","ask":5.1}]}}]}
        """);

    private static readonly Recorded Week = new(
        """{"earningsCalendar":[{"date":"2024-05-02","epsActual":1.53,"epsEstimate":1.5,"hour":"amc","quarter":2,"revenueActual":90753000000,"revenueEstimate":90000000000,"symbol":"AAPL","year":2024}]}""");

    private static readonly Recorded NextWeek = new(
        """{"earningsCalendar":[{"date":"2024-05-09","epsActual":null,"epsEstimate":0.3,"hour":"","quarter":1,"revenueActual":null,"revenueEstimate":null,"symbol":"BRK.B","year":2024}]}""");

    private static readonly Recorded Profile = new(
        """{"country":"US","currency":"USD","exchange":"NASDAQ NMS","finnhubIndustry":"Technology","ipo":"1980-12-12","logo":"l","marketCapitalization":2979000.5,"name":"Apple Inc","phone":"1","shareOutstanding":15441.88,"ticker":"AAPL","weburl":"w"}""");

    public static IEnumerable<ConnectorCase> All =>
    [
        Case("equities_eod", "AAPL") with
        {
            Create = (http, context) =>
                new PagedFetcher(FinnhubCandles.Daily(Options, context.Calendar), http, context),
            Pages = [Days],
            Values = new Dictionary<string, object?[]>
            {
                ["date"] = [new DateOnly(2024, 3, 8), new DateOnly(2024, 3, 11)], ["close"] = [10.5, 11.0],
                ["source_name"] = ["finnhub_split_adjusted", "finnhub_split_adjusted"],
            },
            UnknownFields = [Days.With("{\"c\"", "{\"zz\":1,\"c\"")],
            BadRow = [
                new(
                    """{"c":[10.5,11,7],"h":[11,12,8],"l":[9,10,6],"o":[10,10.5,7],"s":"ok","t":[1709856000,1710115200,1709942400],"v":[1000,900,1]}""")],
            BadReason = "did not trade",
        },
        Case("equities_minute", "AAPL") with
        {
            Create = (http, context) =>
                new PagedFetcher(FinnhubCandles.Minute(Options, context.Calendar), http, context),
            Pages = [FirstWeeks, LastDays],
            Values = new Dictionary<string, object?[]>
            {
                ["ts"] = [new DateTime(2024, 3, 8, 20, 59, 0, DateTimeKind.Utc),
                    new DateTime(2024, 3, 28, 14, 0, 0, DateTimeKind.Utc)],
                ["date"] = [new DateOnly(2024, 3, 8), new DateOnly(2024, 3, 28)],
                ["source_name"] = ["finnhub", "finnhub"],
            },
            Empties = [[NoData, NoData],
                [new("""{"c":null,"h":null,"l":null,"o":null,"s":"no_data","t":null,"v":null}"""), NoData]],
            UnknownFields = [FirstWeeks.With("{\"c\"", "{\"zz\":1,\"c\""), LastDays],
            BadRow = [
                FirstWeeks.With("[10.5,1]", "[10.5,1,2]").With("[11,1]", "[11,1,2]").With("[9,1]", "[9,1,2]")
                    .With("[10,1]", "[10,1,2]").With("600]", "600,1709914200]").With("[100,1]", "[100,1,-2]"),
                    LastDays],
            BadReason = "volume",
        },
        Case("options_chain", "BRK.B") with
        {
            Create = (http, context) =>
                new PagedFetcher(new FinnhubOptionChains(Options, context.Calendar), http, context),
            Task = new("options_chain", "BRK.B", new DateOnly(2024, 5, 31), new DateOnly(2024, 6, 1), TaskKind.Forward,
                1),
            Pages = [Chain],
            Values = new Dictionary<string, object?[]>
            {
                ["date"] = [new DateOnly(2024, 5, 31), new DateOnly(2024, 5, 31)],
                ["contract"] = ["BRKB240621C00190000", "BRKB240621P00190000"], ["bid"] = [5.2, null],
                ["implied_volatility"] = [0.22, null], ["underlier"] = ["BRK.B", "BRK.B"], ["delta"] = [0.5, null],
            },
            Empties = [[new("{}")], [new("""{"code":"BRK.B","exchange":"US","data":[]}""")],
                [new("""{"code":"BRK.B","data":null}""")]],
            UnknownFields = [Chain.With("\"rho\"", "\"zz\":1,\"rho\"")],
            BadRow = [Chain.With("\"PUT\":[", "\"PUT\":[{\"type\":\"PUT\",\"bid\":1},")],
            BadReason = "strike",
        },
        Case("earnings_calendar", null) with
        {
            Create = (http, context) => new PagedFetcher(new FinnhubEarningsCalendar(Options), http, context),
            Task = new("earnings_calendar", null, new DateOnly(2024, 5, 1), new DateOnly(2024, 5, 15), TaskKind.Forward,
                1),
            Pages = [Week, NextWeek],
            Values = new Dictionary<string, object?[]>
            {
                ["symbol"] = ["AAPL", "BRK.B"], ["report_date"] = [new DateOnly(2024, 5, 2), new DateOnly(2024, 5, 9)],
                ["hour"] = ["amc", null], ["eps_actual"] = [1.53, null],
                ["revenue_estimate"] = [9e10, null], ["fiscal_quarter"] = [2L, 1L],
            },
            Empties = [[new("""{"earningsCalendar":[]}"""), new("""{"earningsCalendar":null}""")]],
            UnknownFields = [Week.With("\"hour\"", "\"zz\":1,\"hour\""), NextWeek],
            BadRow = [Week.With("}]", """},{"date":"soon","symbol":"MSFT","hour":"bmo","quarter":1,"year":2024}]"""),
                NextWeek],
            BadReason = "report_date",
        },
        Case("company_profile", "AAPL") with
        {
            Create = (http, context) => new PagedFetcher(new FinnhubProfiles(Options), http, context),
            Pages = [Profile],
            Values = new Dictionary<string, object?[]>
            {
                ["symbol"] = ["AAPL"], ["ipo_date"] = [new DateOnly(1980, 12, 12)], ["market_cap"] = [2979000.5e6],
                ["shares_outstanding"] = [15441.88e6],
            },
            Empties = [[new("{}")]],
            UnknownFields = [Profile.With("{\"country\"", "{\"zz\":1,\"country\"")],
        },
    ];

    private static ConnectorCase Case(string dataset, string? symbol) => new()
    {
        Name = $"finnhub {dataset}",
        Create = null!,
        Credentials = Options.Credentials(),
        Task = new FetchRequest(dataset, symbol, new DateOnly(2024, 3, 1), new DateOnly(2024, 4, 1), TaskKind.Bootstrap,
            1),
        Pages = [],
        Values = new Dictionary<string, object?[]>(),
        Empties = [[NoData]],
        ErrorAsOk = new("""{"error":"internal trouble"}"""),
        ErrorWords = "internal trouble",
        KeysRefused =
        [
            new("""{"error":"Invalid API key"}""", HttpStatusCode.Unauthorized),
            new("""{"error":"API limit reached. Please sign up for a free account to continue using the API."}""",
                HttpStatusCode.TooManyRequests),
        ],
        NotInPlan = new("""{"error":"You don't have access to this resource."}""", HttpStatusCode.Forbidden),
        Busy =
        [
            new("""{"error":"API limit reached. Please try again later. Remaining Limit: 0"}""",
                HttpStatusCode.TooManyRequests),
            new("""{"error":"API limit reached. Please try again later. Remaining Limit: 0"}""",
                HttpStatusCode.TooManyRequests)
            {
                Headers = new Dictionary<string, string> { ["X-Ratelimit-Limit"] = "60",
                    ["X-Ratelimit-Remaining"] = "0" },
            },
        ],
    };
}
