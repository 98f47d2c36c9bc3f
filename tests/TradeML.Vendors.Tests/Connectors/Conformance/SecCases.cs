using System.Net;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Sec;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

internal static class SecCases
{
    private static readonly VendorSettings Options = TestVendor.At("sec",
        ["http://data.sec.test", "http://www.sec.test"],
        "Example Research admin@example.com") with
    {
        KnownCiks =
            new Dictionary<string, string> { ["XYZ"] = "0000012345" }
    };

    private static readonly Recorded Table = new(
        """{"fields":["cik","name","ticker","exchange"],"data":[[1067983,"BERKSHIRE","BRK-B","NYSE"],[12345,"XYZ CORP","XYZ",null]]}""");

    private static readonly Recorded Recent = new(
        """
        {"cik":"0000012345","name":"XYZ CORP","tickers":["XYZ"],"exchanges":[null],"filings":{"recent":{"accessionNumber":["0000012345-24-000010","0000876661-24-000022"],
         "filingDate":["2024-02-02","2024-05-01"],"reportDate":["2023-12-31",""],"acceptanceDateTime":["2024-02-01T22:40:13.000Z","2024-05-01T13:02:13.000Z"],
         "form":["10-K","25-NSE"],"isXBRL":[1,0],"primaryDocument":["xyz.htm",""]},"files":[{"name":"CIK0000012345-submissions-001.json","filingCount":1,"filingFrom":"2023-01-01","filingTo":"2023-06-30"}]}}
        """);

    private static readonly Recorded Older = new(
        """{"accessionNumber":["0000012345-23-000001"],"filingDate":["2023-03-03"],"reportDate":[""],"acceptanceDateTime":["2023-03-03T11:00:00.000Z"],"form":["8-K"],"items":["5.02"]}""");

    private static readonly Recorded Facts = new(
        """
        {"cik":12345,"entityName":"XYZ CORP","facts":{"us-gaap":{"Assets":{"label":null,"description":null,"units":{"USD":[
          {"end":"2023-12-31","val":1000,"accn":"0000012345-24-000010","fy":2023,"fp":"FY","form":"10-K","filed":"2024-02-02"},
          {"end":"2023-12-31","val":900.5,"accn":"0000012345-24-000022","fy":2024,"fp":"Q1","form":"10-Q","filed":"2024-05-02","frame":"CY2023Q4I"}]}}}}}
        """);

    public static IEnumerable<ConnectorCase> All =>
    [
        Case("company_tickers", null) with
        {
            Pages = [Table],
            Values = new Dictionary<string, object?[]> { ["symbol"] = ["BRK.B", "XYZ"],
                ["cik"] = ["0001067983", "0000012345"], ["exchange"] = ["NYSE", null] },
            Empties = [[new("""{"fields":["cik","name","ticker","exchange"],"data":[]}""")]],
            UnknownFields = [Table.With("\"exchange\"]", "\"exchange\",\"zz\"]")],
            BadRow = [Table.With("[[", "[[0,\"NOBODY\",\"NOB\",\"OTC\"],[")],
            BadReason = "cik",
        },
        Case("filings", "XYZ") with
        {
            Pages = [Recent, Older],
            Values = new Dictionary<string, object?[]>
            {
                ["form"] = ["8-K", "10-K", "25-NSE"],
                ["filing_date"] = [new DateOnly(2023, 3, 3), new DateOnly(2024, 2, 2), new DateOnly(2024, 5, 1)],
                ["accepted_at"] =
                [
                    new DateTime(2023, 3, 3, 11, 0, 0, DateTimeKind.Utc),
                    new DateTime(2024, 2, 1, 22, 40, 13, DateTimeKind.Utc),
                    new DateTime(2024, 5, 1, 13, 2, 13, DateTimeKind.Utc),
                ],
                ["report_date"] = [null, new DateOnly(2023, 12, 31), null], ["items"] = ["5.02", null, null],
            },
            Empties = [
                [new(
                    """{"filings":{"recent":{"accessionNumber":[],"filingDate":[],"reportDate":[],"acceptanceDateTime":[],"form":[]},"files":[]}}""")]],
            UnknownFields = [Recent.With("\"isXBRL\"", "\"zz\":[1,2],\"isXBRL\""), Older],
            BadRow = [Recent,
                Older.With("\"0000012345-23-000001\"", "\"0000012345-23-000001\",\"x\"")
                    .With("\"2023-03-03\"", "\"2023-03-03\",\"2023-03-04\"").With("[\"\"]", "[\"\",\"\"]")
                    .With("00Z\"]", "00Z\",\"soon\"]").With("\"8-K\"", "\"8-K\",\"8-K\"")
                    .With("\"5.02\"", "\"5.02\",\"\"")],
            BadReason = "accepted_at",
        },
        Case("company_facts", "XYZ") with
        {
            Pages = [Facts],
            Values = new Dictionary<string, object?[]>
            {
                ["value"] = [1000.0, 900.5], ["filed"] = [new DateOnly(2024, 2, 2), new DateOnly(2024, 5, 2)],
                ["period_end"] = [new DateOnly(2023, 12, 31), new DateOnly(2023, 12, 31)],
                ["period_start"] = [null, null],
            },
            Empties = [[new("""{"cik":12345,"entityName":"XYZ CORP","facts":{}}""")],
                [new("<Error><Code>NoSuchKey</Code></Error>", HttpStatusCode.NotFound, "application/xml")]],
            UnknownFields = [Facts.With("\"frame\"", "\"zz\":1,\"frame\"")],
            BadRow = [
                Facts.With("\"USD\":[",
                    "\"USD\":[{\"end\":\"2023-12-31\",\"val\":\"much\",\"accn\":\"a\",\"form\":\"10-K\",\"filed\":\"2024-02-02\"},")],
            BadReason = "no number",
        },
    ];

    private static ConnectorCase Case(string dataset, string? symbol) => new()
    {
        Name = $"sec {dataset}",
        Create = (http, context) => SecVendor.Fetchers(Options, http, context).Single(f => f.Dataset == dataset),
        Credentials = Options.Credentials(),
        Task = StubFetch.Task(dataset, symbol),
        Pages = [],
        Values = new Dictionary<string, object?[]>(),
        Empties = [],
        ErrorAsOk = new("""{"message":"internal trouble"}"""),
        ErrorWords = "internal trouble",
        KeysRefused = [
            new("<html><title>Undeclared Automated Tool</title></html>", HttpStatusCode.Forbidden, "text/html")],
        Busy =
        [
            new("<html><title>Request Rate Threshold Exceeded</title></html>", HttpStatusCode.TooManyRequests,
                "text/html") { Headers = new Dictionary<string, string> { ["Retry-After"] = "2" } },
        ],
    };
}
