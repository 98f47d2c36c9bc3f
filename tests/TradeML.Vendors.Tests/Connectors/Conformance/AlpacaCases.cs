using System.Net;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Alpaca;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

internal static class AlpacaCases
{
    private static readonly VendorSettings Options = TestVendor.At("alpaca",
        ["http://data.test", "http://trading.test"], "CANARY-id", ConnectorCase.Canary);

    private static readonly Recorded[] TooMany =
    [
        new("""{"message":"too many requests."}""", HttpStatusCode.TooManyRequests),
        new("""{"message":"too many requests."}""",
            HttpStatusCode.TooManyRequests) { Headers = new Dictionary<string, string> { ["X-RateLimit-Limit"] = "200",
                ["X-RateLimit-Remaining"] = "0" } },
    ];

    private static readonly Recorded[] Refused = [Recorded.Html(HttpStatusCode.Unauthorized),
        new("""{"message":"forbidden."}""", HttpStatusCode.Forbidden)];

    // Friday before the clocks go forward, Monday after: 05:00Z and 04:00Z.
    private static readonly Recorded Friday = Bars(
        """{"t":"2024-03-08T05:00:00Z","o":10,"h":11,"l":9,"c":10.5,"v":1000,"n":12,"vw":10.2}""", "p2");

    private static readonly Recorded Monday = Bars(
        """{"t":"2024-03-11T04:00:00Z","o":10.5,"h":12,"l":10,"c":11,"v":900.5,"n":10,"vw":11}""", null);

    // The last minute before the clocks go forward is 20:59Z, the first after is 13:30Z; what lies outside the session
    // is not ours.
    private static readonly Recorded LastMinute = Bars(
        """{"t":"2024-03-08T20:59:00Z","o":10,"h":11,"l":9,"c":10.5,"v":100,"n":2,"vw":10.2},{"t":"2024-03-08T21:00:00Z","o":10,"h":11,"l":9,"c":10.5,"v":1,"n":1,"vw":10}""", "p2");

    private static readonly Recorded FirstMinute = Bars(
        """{"t":"2024-03-11T13:29:00Z","o":1,"h":1,"l":1,"c":1,"v":1,"n":1,"vw":1},{"t":"2024-03-11T13:30:00Z","o":10.5,"h":12,"l":10,"c":11,"v":90,"n":1,"vw":11}""", null);

    private static readonly Recorded Chain = new(
        """
        {"snapshots":{"AAPL240621C00190000":{"latestQuote":{"t":"2024-05-31T19:59:59.123456789Z","ax":"C","ap":5.3,"as":10,"bx":"C","bp":5.2,"bs":0,"c":"A"},"latestTrade":{"t":"2024-05-31T19:00:00Z","p":5.25,"s":1,"x":"C","c":"I"},
          "dailyBar":{"t":"2024-05-31T04:00:00Z","o":5,"h":6,"l":5,"c":5.25,"v":321,"n":12,"vw":5.2},"impliedVolatility":0.22,"greeks":{"delta":0.5,"gamma":0.01,"rho":0.02,"theta":-0.1,"vega":0.2}}},"next_page_token":"c2"}
        """);

    private static readonly Recorded ChainEnd = new(
        """{"snapshots":{"AAPL240621P00150000":{"latestQuote":{"t":"2024-05-31T19:59:59Z","ax":" ","ap":0.01,"as":9,"bx":" ","bp":0,"bs":0,"c":"A"}}},"next_page_token":null}""");

    private static readonly Recorded Dividend = Actions(
        "cash_dividends",
        """{"id":"d1","symbol":"AAPL","cusip":"0","rate":0.24,"special":false,"foreign":false,"ex_date":"2024-02-09","process_date":"2024-02-15","payable_date":"2024-02-15"}""", "p2");

    private static readonly Recorded Split = Actions("forward_splits",
        """{"id":"s1","symbol":"AAPL","cusip":"0","new_rate":4,"old_rate":1,"ex_date":"2024-03-11","process_date":"2024-03-11"}""", null);

    private static readonly Recorded Active = new(
        """[{"id":"1","class":"us_equity","exchange":"NYSE","symbol":"AAA","name":"A","status":"active","tradable":true}]""");

    private static readonly Recorded Inactive = new(
        """[{"id":"2","class":"us_equity","exchange":"NYSE","symbol":"BBB","name":null,"status":"inactive","tradable":false}]""");

    public static IEnumerable<ConnectorCase> All =>
    [
        Case("equities_eod", "AAPL") with
        {
            Create = (http, context) => new PagedFetcher(AlpacaBars.Daily(Options, context.Calendar), http, context),
            Pages = [Friday, Bars("", "p3"), Monday],
            Values = new Dictionary<string, object?[]>
            {
                ["date"] = [new DateOnly(2024, 3, 8), new DateOnly(2024, 3, 11)],
                ["session_id"] = ["XNYS:2024-03-08", "XNYS:2024-03-11"],
                ["volume"] = [1000.0, 900.5], ["source_name"] = ["alpaca_sip", "alpaca_sip"],
            },
            UnknownFields = [Friday.With("\"o\"", "\"zz\":{\"deep\":[1,2]},\"o\""),
                Monday.With("{\"bars\"", "{\"extra\":[{}],\"bars\"")],
            BadRow = [Friday.With("}]", """},{"t":"2024-03-12T04:00:00Z","o":-1,"h":11,"l":9,"c":10,"v":5}]"""),
                Monday],
            BadReason = "price",
        },
        Case("equities_minute", "AAPL") with
        {
            Create = (http, context) => new PagedFetcher(AlpacaBars.Minute(Options, context.Calendar), http, context),
            Pages = [LastMinute, FirstMinute],
            Values = new Dictionary<string, object?[]>
            {
                ["ts"] = [new DateTime(2024, 3, 8, 20, 59, 0, DateTimeKind.Utc),
                    new DateTime(2024, 3, 11, 13, 30, 0, DateTimeKind.Utc)],
                ["date"] = [new DateOnly(2024, 3, 8), new DateOnly(2024, 3, 11)], ["close"] = [10.5, 11.0],
                ["trades"] = [2L, 1L],
                ["source_name"] = ["alpaca_iex", "alpaca_iex"],
            },
            UnknownFields = [LastMinute.With("\"o\"", "\"zz\":[1],\"o\""), FirstMinute],
            BadRow = [LastMinute.With("}]", """},{"t":"2024-03-09T15:00:00Z","o":1,"h":1,"l":1,"c":1,"v":5}]"""),
                FirstMinute],
            BadReason = "without a session",
        },
        Case("corp_actions", "AAPL") with
        {
            Create = (http, context) => new PagedFetcher(new AlpacaCorporateActions(Options), http, context),
            Task = new("corp_actions", "AAPL", new DateOnly(2024, 1, 1), new DateOnly(2024, 4, 1), TaskKind.Bootstrap,
                1),
            Pages = [Dividend, Split],
            Values = new Dictionary<string, object?[]>
            {
                ["event_type"] = ["DIVIDEND", "SPLIT"],
                ["ex_date"] = [new DateOnly(2024, 2, 9), new DateOnly(2024, 3, 11)], ["amount"] = [0.24, null],
                ["ratio"] = [null, 4.0],
            },
            Empties = [[new("""{"corporate_actions":{},"next_page_token":null}""")],
                [new("""{"corporate_actions":null,"next_page_token":null}""")]],
            UnknownFields = [Dividend.With("{\"corporate_actions\"", "{\"extra\":{},\"corporate_actions\""), Split],
            BadRow = [Dividend.With("}]", """},{"id":"d2","symbol":"AAPL","rate":-1,"ex_date":"2024-02-20"}]"""),
                Split],
            BadReason = "rate",
        },
        Case("options_chain", "AAPL") with
        {
            Create = (http, context) =>
                new PagedFetcher(new AlpacaOptionChains(Options, context.Calendar), http, context),
            Task = new("options_chain", "AAPL", new DateOnly(2024, 5, 31), new DateOnly(2024, 6, 1), TaskKind.Forward,
                1),
            Pages = [Chain, ChainEnd],
            Values = new Dictionary<string, object?[]>
            {
                ["date"] = [new DateOnly(2024, 5, 31), new DateOnly(2024, 5, 31)],
                ["contract"] = ["AAPL240621P00150000", "AAPL240621C00190000"],
                ["expiry"] = [new DateOnly(2024, 6, 21), new DateOnly(2024, 6, 21)], ["strike"] = [150.0, 190.0],
                ["cp_flag"] = ["P", "C"], ["bid"] = [null, 5.2],
                ["ask"] = [0.01, 5.3], ["implied_volatility"] = [null, 0.22], ["volume"] = [null, 321.0],
                ["quote_ts"] = [new DateTime(2024, 5, 31, 19, 59, 59, DateTimeKind.Utc),
                    new DateTime(2024, 5, 31, 19, 59, 59, 123, 456, DateTimeKind.Utc)],
            },
            Empties = [[new("""{"snapshots":{},"next_page_token":null}""")],
                [new("""{"snapshots":null,"next_page_token":null}""")]],
            UnknownFields = [Chain.With("\"greeks\"", "\"zz\":1,\"greeks\""), ChainEnd],
            BadRow = [Chain.With("{\"snapshots\":{", """{"snapshots":{"AAPL":{"impliedVolatility":1},"""), ChainEnd],
            BadReason = "name",
        },
        Case("listings", null) with
        {
            Create = (http, context) =>
                new AlpacaListings(Options, http, context.Contracts, context.Calendar, context.Time),
            Pages = [Active, Inactive],
            Values = new Dictionary<string, object?[]> { ["symbol"] = ["AAA", "BBB"],
                ["status"] = ["active", "inactive"], ["tradable"] = [true, false] },
            Empties = [[new("[]")]],
            UnknownFields = null,
            BadRow = [Active.With("}]", """},{"id":"3","status":"active"}]"""), Inactive],
            BadReason = "no symbol",
        },
    ];

    private static ConnectorCase Case(string dataset, string? symbol) => new()
    {
        Name = $"alpaca {dataset}",
        Create = null!,
        Credentials = Options.Credentials(),
        Task = new FetchRequest(dataset, symbol, new DateOnly(2024, 3, 1), new DateOnly(2024, 4, 1), TaskKind.Bootstrap,
            1),
        Pages = [],
        Values = new Dictionary<string, object?[]>(),
        Empties =
        [
            [new("""{"bars":{},"next_page_token":null}""")], [new("""{"bars":null,"next_page_token":null}""")],
            [new("""{"next_page_token":null}""")],
            [new("""{"bars":{"AAPL":null},"next_page_token":null}""")],
        ],
        ErrorAsOk = new("""{"message":"internal trouble"}"""),
        ErrorWords = "internal trouble",
        KeysRefused = Refused,
        Busy = TooMany,
    };

    private static Recorded Bars(string bars, string? next) =>
        new($$"""{"bars":{"AAPL":[{{bars}}]},"next_page_token":{{Token(next)}}}""");

    private static Recorded Actions(string type, string items, string? next) =>
        new($$"""{"corporate_actions":{"{{type}}":[{{items}}]},"next_page_token":{{Token(next)}}}""");

    private static string Token(string? next) => next is null ? "null" : $"\"{next}\"";
}
