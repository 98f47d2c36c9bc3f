using System.Net;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Connectors.Treasury;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

internal static class TreasuryCases
{
    private static readonly VendorSettings Options = TestVendor.At("treasury", ["http://treasury.test"]);

    private static readonly Recorded Of2023 = Csv(
        "Date,\"1 Mo\",\"30 Yr\"\n12/29/2023,5.60,4.03\n12/28/2023,5.57,N/A\n");

    private static readonly Recorded Of2024 = Csv("Date,\"1 Mo\",\"4 Mo\",\"30 Yr\"\n01/02/2024,5.55,5.41,4.08\n");

    public static IEnumerable<ConnectorCase> All =>
    [
        new()
        {
            Name = "treasury macros_treasury",
            Create = (http, context) => new PagedFetcher(new TreasuryYields(Options), http, context),
            Credentials = Options.Credentials(),
            Task = StubFetch.Task("macros_treasury", null),
            Pages = [Of2023, Of2024],
            Values = new Dictionary<string, object?[]>
            {
                ["date"] =
                [
                    new DateOnly(2023, 12, 28), new DateOnly(2023, 12, 29), new DateOnly(2023, 12, 29),
                    new DateOnly(2024, 1, 2), new DateOnly(2024, 1, 2), new DateOnly(2024, 1, 2),
                ],
                ["maturity"] = ["1M", "1M", "30Y", "1M", "30Y", "4M"],
                ["par_yield"] = [5.57, 5.6, 4.03, 5.55, 4.08, 5.41],
            },
            Empties = [[Csv("Date,\"1 Mo\"\n"), Csv("")]],
            UnknownFields = [Of2023, Of2024.With("Date,", "Date,\"9 Mo\",").With("01/02/2024,", "01/02/2024,5.0,")],
            BadRow = [Of2023.With("12/28/2023,", "12/27/2023,soon,\n12/28/2023,"), Of2024],
            BadReason = "no number",
            ErrorAsOk = Csv("Service is being maintained"),
            ErrorWords = "Date",
            KeysRefused = [Recorded.Html(HttpStatusCode.Forbidden)],
            Busy = [Recorded.Html(HttpStatusCode.TooManyRequests)],
        },
    ];

    private static Recorded Csv(string body) => new(body, HttpStatusCode.OK, "text/csv");
}
