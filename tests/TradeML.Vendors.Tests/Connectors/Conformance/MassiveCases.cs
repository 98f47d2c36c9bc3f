using System.Net;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Massive;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

internal static class MassiveCases
{
    private static readonly VendorSettings Options = TestVendor.At("massive", ["http://massive.test"],
        ConnectorCase.Canary);

    // 2024-03-08 05:00Z and 2024-03-11 04:00Z; volumes in exponent form
    private static readonly Recorded Friday = Aggregates(
        """{"v":7.0790813e+07,"vw":10.2,"o":10,"c":10.5,"h":11,"l":9,"t":1709874000000,"n":690291}""",
        "https://api.massive.com/v2/aggs/ticker/AAPL/range/1/day/x?cursor=two");

    private static readonly Recorded Monday = Aggregates(
        """{"v":900.5,"o":10.5,"c":11,"h":12,"l":10,"t":1710129600000,"otc":true}""", null);

    // Autumn: 2024-11-01 19:59Z is the last minute in summer time, 2024-11-04 14:30Z the first in winter time
    private static readonly Recorded LastMinute = Aggregates(
        """{"v":10,"vw":10.2,"o":10,"c":10.5,"h":11,"l":9,"t":1730491140000,"n":3},{"v":1,"o":1,"c":1,"h":1,"l":1,"t":1730491200000,"n":1}""", "http://massive.test/v2/aggs/m?cursor=two");

    private static readonly Recorded FirstMinute = Aggregates(
        """{"v":1,"o":1,"c":1,"h":1,"l":1,"t":1730730540000},{"v":20,"o":10.5,"c":11,"h":12,"l":10,"t":1730730600000,"n":4}""", null);

    private static readonly Recorded Splits = List(
        """{"id":"s1","ticker":"AAPL","execution_date":"2024-03-11","split_from":1,"split_to":4,"adjustment_type":"forward_split","historical_adjustment_factor":0.25}""");

    private static readonly Recorded Dividends = List(
        """{"id":"d1","ticker":"AAPL","cash_amount":0.24,"currency":"USD","declaration_date":"2024-02-01","ex_dividend_date":"2024-02-09","record_date":"2024-02-12","pay_date":"2024-02-15","distribution_type":"recurring","frequency":4,"split_adjusted_cash_amount":0.06,"historical_adjustment_factor":0.9}""");

    private static readonly Recorded Active = List(
        """{"active":true,"cik":"0000320193","composite_figi":"BBG000B9XRY4","currency_name":"usd","last_updated_utc":"2024-05-31T00:00:00Z","locale":"us","market":"stocks","name":"Apple Inc.","primary_exchange":"XNAS","share_class_figi":"BBG001S5N8V8","ticker":"AAPL","type":"CS"}""");

    private static readonly Recorded Inactive = List(
        """{"active":false,"composite_figi":"BBG000MM2P62","currency_name":"usd","delisted_utc":"2022-06-09T04:00:00Z","locale":"us","market":"stocks","name":"Meta","primary_exchange":"XNAS","ticker":"FB","type":"CS"}""");

    private static readonly Recorded Chain = List(
        """
        {"break_even_price":195.25,"day":{"change":0,"close":5.25,"high":6,"low":5,"last_updated":1717185600000000000,"open":5,"volume":321,"vwap":5.2},
         "details":{"contract_type":"call","exercise_style":"american","expiration_date":"2024-06-21","shares_per_contract":100,"strike_price":190,"ticker":"O:AAPL240621C00190000"},
         "greeks":{"delta":0.5,"gamma":0.01,"theta":-0.1,"vega":0.2},"implied_volatility":0.22,"last_quote":{"ask":5.3,"ask_size":10,"bid":5.2,"bid_size":3,"last_updated":1717185599000000000,"midpoint":5.25,"timeframe":"DELAYED"},
         "open_interest":1543,"underlying_asset":{"ticker":"AAPL","timeframe":"DELAYED"}}
        """);

    public static IEnumerable<ConnectorCase> All =>
    [
        Case("equities_eod", "AAPL") with
        {
            Create = (http, context) => new PagedFetcher(MassiveBars.Daily(Options, context.Calendar), http, context),
            Pages = [Friday, Monday],
            Values = new Dictionary<string, object?[]>
            {
                ["date"] = [new DateOnly(2024, 3, 8), new DateOnly(2024, 3, 11)], ["volume"] = [70790813.0, 900.5],
                ["trades"] = [690291L, null], ["vwap"] = [10.2, null],
            },
            UnknownFields = [Friday.With("\"vw\"", "\"zz\":{\"deep\":[1,2]},\"vw\""), Monday],
            BadRow = [Friday.With("}]", """},{"v":5,"o":10,"h":11,"l":9,"t":1709701200000}]"""), Monday],
            BadReason = "price",
        },
        Case("equities_minute", "AAPL") with
        {
            Create = (http, context) => new PagedFetcher(MassiveBars.Minute(Options, context.Calendar), http, context),
            Task = new("equities_minute", "AAPL", new DateOnly(2024, 11, 1), new DateOnly(2024, 11, 9),
                TaskKind.Bootstrap, 1),
            Now = new DateTimeOffset(2024, 11, 11, 12, 0, 0, TimeSpan.Zero),
            Pages = [LastMinute, FirstMinute],
            Values = new Dictionary<string, object?[]>
            {
                ["ts"] = [new DateTime(2024, 11, 1, 19, 59, 0, DateTimeKind.Utc),
                    new DateTime(2024, 11, 4, 14, 30, 0, DateTimeKind.Utc)],
                ["date"] = [new DateOnly(2024, 11, 1), new DateOnly(2024, 11, 4)], ["close"] = [10.5, 11.0],
            },
            UnknownFields = [LastMinute.With("\"vw\"", "\"zz\":null,\"vw\""), FirstMinute],
            BadRow = [LastMinute.With("}]", """},{"v":5,"o":10,"c":10,"h":11,"l":9,"t":1730490011000}]"""),
                FirstMinute],
            BadReason = "start of a minute",
        },
        Case("corp_actions", "AAPL") with
        {
            Create = (http, context) => new PagedFetcher(new MassiveCorporateActions(Options), http, context),
            Task = new("corp_actions", "AAPL", new DateOnly(2024, 1, 1), new DateOnly(2024, 4, 1), TaskKind.Bootstrap,
                1),
            Pages = [Splits, Dividends],
            Values = new Dictionary<string, object?[]>
            {
                ["event_type"] = ["DIVIDEND", "SPLIT"],
                ["ex_date"] = [new DateOnly(2024, 2, 9), new DateOnly(2024, 3, 11)], ["amount"] = [0.24, null],
                ["ratio"] = [null, 4.0],
                ["pay_date"] = [new DateOnly(2024, 2, 15), null],
            },
            UnknownFields = [Splits.With("\"ticker\"", "\"zz\":1,\"ticker\""), Dividends],
            BadRow = [Splits,
                Dividends.With("}]",
                    """},{"id":"d2","ticker":"AAPL","cash_amount":1,"currency":"EUR","ex_dividend_date":"2024-02-20"}]""")],
            BadReason = "EUR",
        },
        Case("listings", null) with
        {
            Create = (http, context) => new PagedFetcher(new MassiveListings(Options, context.Calendar), http, context),
            Pages = [Active, Inactive],
            Values = new Dictionary<string, object?[]>
            {
                ["vendor_id"] = ["BBG000B9XRY4:AAPL", "BBG000MM2P62:FB:2022-06-09"],
                ["status"] = ["active", "inactive"],
                ["delist_date"] = [null, new DateOnly(2022, 6, 9)], ["exchange"] = ["XNAS", "XNAS"],
            },
            UnknownFields = [Active.With("\"ticker\"", "\"zz\":1,\"ticker\""), Inactive],
            BadRow = [Active.With("}]", """},{"active":true,"name":"without a ticker"}]"""), Inactive],
            BadReason = "missing",
        },
        Case("options_chain", "AAPL") with
        {
            Create = (http, context) =>
                new PagedFetcher(new MassiveOptionChains(Options, context.Calendar), http, context),
            Task = new("options_chain", "AAPL", new DateOnly(2024, 5, 31), new DateOnly(2024, 6, 1), TaskKind.Forward,
                1),
            Pages = [Chain],
            Values = new Dictionary<string, object?[]>
            {
                ["date"] = [new DateOnly(2024, 5, 31)], ["contract"] = ["AAPL240621C00190000"], ["bid"] = [5.2],
                ["open_interest"] = [1543.0], ["last"] = [5.25],
                ["quote_ts"] = [new DateTime(2024, 5, 31, 19, 59, 59, DateTimeKind.Utc)],
            },
            Empties = [[List("")],
                [new("""{"status":"NOT_FOUND","request_id":"r","message":"Option Ticker not found."}""",
                    HttpStatusCode.NotFound)]],
            UnknownFields = [Chain.With("\"greeks\"", "\"zz\":1,\"greeks\"")],
            BadRow = [Chain.With("\"results\":[", "\"results\":[{\"details\":{\"ticker\":\"O:AAPL\"}},")],
            BadReason = "name",
        },
    ];

    private static ConnectorCase Case(string dataset, string? symbol) => new()
    {
        Name = $"massive {dataset}",
        Create = null!,
        Credentials = Options.Credentials(),
        Task = new FetchRequest(dataset, symbol, new DateOnly(2024, 3, 1), new DateOnly(2024, 4, 1), TaskKind.Bootstrap,
            1),
        Pages = [],
        Values = new Dictionary<string, object?[]>(),
        Empties =
        [
            [new(
                """{"ticker":"AAPL","adjusted":false,"queryCount":0,"resultsCount":0,"status":"OK","request_id":"r","count":0}""")],
            [new("""{"results":null,"status":"DELAYED","request_id":"r"}""")],
            [new("""{"results":[],"status":"OK","request_id":"r"}""")],
        ],
        ErrorAsOk = new("""{"status":"ERROR","request_id":"r","error":"internal trouble"}"""),
        ErrorWords = "internal trouble",
        KeysRefused = [
            new("""{"status":"ERROR","request_id":"r","error":"Unknown API Key"}""", HttpStatusCode.Unauthorized)],
        NotInPlan = new(
            """{"status":"NOT_AUTHORIZED","request_id":"r","message":"You are not entitled to this data. Please upgrade your plan."}""", HttpStatusCode.Forbidden),
        Busy = [
            new(
                """{"status":"ERROR","request_id":"r","error":"You've exceeded the maximum requests per minute, please wait or upgrade your subscription"}""", HttpStatusCode.TooManyRequests)],
    };

    private static Recorded Aggregates(string bars, string? next) => new(
        $$"""{"ticker":"AAPL","adjusted":false,"queryCount":2,"resultsCount":2,"count":2,"status":"OK","request_id":"r","results":[{{bars}}]{{(next is null ? "" : $",\"next_url\":\"{next}\"")}}}""");

    private static Recorded List(string items) => new($$"""{"request_id":"r","status":"OK","results":[{{items}}]}""");
}
