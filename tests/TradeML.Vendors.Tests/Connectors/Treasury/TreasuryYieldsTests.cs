using System.Net;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Treasury;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.Treasury;

public sealed class TreasuryYieldsTests
{
    private const string Of2003 =
        "Date,\"1 Mo\",\"3 Mo\",\"20 Yr\",\"30 Yr\"\n03/05/2003,1.19,1.17,4.68,\n03/04/2003,1.22,1.20,4.70,N/A\n";
    private const string Of2004 = "Date,\"1 Mo\",\"1.5 Month\",\"3 Mo\",\"9 Mo\"\r\n01/02/2004,0.88,0.90,0.93,0.99\r\n";

    private static readonly VendorSettings Options = TestVendor.At("treasury", ["http://treasury.test"]);

    [Test]
    public async Task Fetch_ColumnsThatDifferByYear_MappedByNameOldestFirst()
    {
        var (result, vendor) = await FetchAsync("2003-01-01", "2005-01-01", StubFetch.Text(Of2003),
            StubFetch.Text(Of2004));
        var rows = StubFetch.Column<DateOnly>(result, "date")
            .Zip(StubFetch.Column<string?>(result, "maturity"), StubFetch.Column<double>(result, "par_yield"))
            .Select(r => $"{r.First:yyyy-MM-dd} {r.Second} {r.Third}");
        Assert.That(rows, Is.EqualTo(new[]
        {
            "2003-03-04 1M 1.22", "2003-03-04 20Y 4.7", "2003-03-04 3M 1.2", "2003-03-05 1M 1.19",
            "2003-03-05 20Y 4.68", "2003-03-05 3M 1.17",
            "2004-01-02 1.5M 0.9", "2004-01-02 1M 0.88", "2004-01-02 3M 0.93",
        }));
        Assert.That(result.UnknownFields, Is.EqualTo(1));
        Assert.That(vendor.Asked.Select(r => r.RequestUri!.PathAndQuery), Has.Exactly(1).EndsWith(
            "/daily-treasury-rates.csv/2003/all?type=daily_treasury_yield_curve&field_tdr_date_value=2003&page&_format=csv"));
        Assert.That(vendor.Asked, Has.Count.EqualTo(2));
    }

    [TestCase("Date,\"1 Mo\"\n")]
    [TestCase("")]
    public async Task Fetch_YearWithoutARow_CompleteWithoutRows(string body)
    {
        var (result, _) = await FetchAsync("2024-01-01", "2024-06-01", StubFetch.Text(body));
        Assert.That((result.Rows.RowCount, result.Quarantined.Count, result.End),
            Is.EqualTo((0, 0, new DateOnly(2024, 6, 1))));
    }

    [Test]
    public async Task Fetch_WindowBeyondToday_AsksForNoYearToCome()
    {
        var (_, vendor) = await FetchAsync("2024-01-01", "2031-01-01",
            StubFetch.Text("Date,\"1 Mo\"\n05/31/2024,5.4\n"));
        Assert.That(vendor.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Fetch_CellThatIsNoNumber_SetAside()
    {
        var (result, _) = await FetchAsync("2003-01-01", "2004-01-01",
            StubFetch.Text("Date,\"1 Mo\",\"3 Mo\"\n03/05/2003,1.19,oops\n3rd of May,1,2\n"));
        Assert.That(result.Rows.RowCount, Is.EqualTo(1));
        Assert.That(result.Quarantined.Select(q => q.Reason),
            Is.EqualTo(new[] { "3 Mo is no number", "date is missing or can't be read" }));
    }

    [TestCase("<!DOCTYPE html><html>Access denied</html>", 200, VendorFault.BadReply)]
    [TestCase("Service is being maintained", 200, VendorFault.BadReply)]
    [TestCase("<html>404</html>", 404, VendorFault.Refused)]
    [TestCase("<html>503</html>", 503, VendorFault.Unavailable)]
    public void Fetch_NoCurve_IsAFault(string body, int status, VendorFault fault)
    {
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                FetchAsync("2024-01-01", "2024-06-01", StubFetch.Text(body, (HttpStatusCode)status)));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(fault));
    }

    private static Task<(FetchResult Result, StubVendor Vendor)> FetchAsync(
        string start, string end, params Func<HttpResponseMessage>[] answers) =>
        StubFetch.RunAsync((http, context) => TreasuryVendor.Fetchers(Options, http, context), Options.Credentials(),
            StubFetch.Task("macros_treasury", null, start, end), answers);
}
