using System.Net;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Fred;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

internal static class FredCases
{
    private static readonly VendorSettings Options = TestVendor.At("fred", ["http://fred.test"], ConnectorCase.Canary);

    private static readonly Recorded First = Page(
        3, 0,
        """{"realtime_start":"2023-09-01","realtime_end":"2024-01-04","date":"2023-08-01","value":"3.8"},{"realtime_start":"2024-01-05","realtime_end":"9999-12-31","date":"2023-08-01","value":"3.7"}""");

    private static readonly Recorded Second = Page(3, 2,
        """{"realtime_start":"2023-10-06","realtime_end":"9999-12-31","date":"2023-09-01","value":"."}""");

    public static IEnumerable<ConnectorCase> All =>
    [
        new()
        {
            Name = "fred macros_fred",
            Create = (http, context) => new FredVintages(Options, http, context),
            Credentials = Options.Credentials(),
            Task = StubFetch.Task("macros_fred", "UNRATE"),
            Pages = [First, Second],
            Values = new Dictionary<string, object?[]>
            {
                ["series_id"] = ["UNRATE", "UNRATE", "UNRATE"], ["value"] = [3.8, 3.7, null],
                ["observation_date"] = [new DateOnly(2023, 8, 1), new DateOnly(2023, 8, 1), new DateOnly(2023, 9, 1)],
                ["vintage_date"] = [new DateOnly(2023, 9, 1), new DateOnly(2024, 1, 5), new DateOnly(2023, 10, 6)],
                ["vintage_end"] = [new DateOnly(2024, 1, 4), null, null],
            },
            Empties = [[Page(0, 0, "")]],
            UnknownFields = [
                First.With("\"date\":\"2023-08-01\",\"value\":\"3.8\"",
                    "\"date\":\"2023-08-01\",\"zz\":1,\"value\":\"3.8\""), Second],
            BadRow = [First,
                Second.With("\"value\":\".\"}",
                    "\"value\":\".\"},"
                        + "{\"realtime_start\":\"2023-10-06\",\"realtime_end\":\"9999-12-31\",\"date\":\"soon\",\"value\":\"4\"}")],
            BadReason = "observation_date",
            ErrorAsOk = new("""{"error_code":500,"error_message":"Internal Server Error"}"""),
            ErrorFault = VendorFault.Unavailable,
            ErrorWords = "Internal Server Error",
            KeysRefused =
            [
                new(
                    """{"error_code":400,"error_message":"Bad Request.  The value for variable api_key is not registered."}""", HttpStatusCode.BadRequest),
                new(
                    """{"error_code":400,"error_message":"Bad Request.  The value for variable api_key is not a 32 character alpha-numeric lower-case string.  Read https:\/\/fred.stlouisfed.org\/docs\/api\/api_key.html for more information."}""", HttpStatusCode.BadRequest),
            ],
            Busy = [
                new("""{"error_code":429,"error_message":"Too Many Requests.  Exceeded Rate Limit"}""",
                    HttpStatusCode.TooManyRequests)],
        },
    ];

    private static Recorded Page(int count, int offset, string rows) => new(
        $$"""
        {"realtime_start":"1776-07-04","realtime_end":"9999-12-31","observation_start":"2023-01-01","observation_end":"2024-05-31","units":"lin","output_type":1,"file_type":"json",
         "order_by":"observation_date","sort_order":"asc","count":{{count}},"offset":{{offset}},"limit":100000,"observations":[{{rows}}]}
        """);
}
