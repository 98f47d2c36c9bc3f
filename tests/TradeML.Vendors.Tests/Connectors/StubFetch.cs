using System.Net;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Testing;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors;

/// <summary>One fetch against answers from a list, on 2024-06-03 12:00 UTC.</summary>
internal static class StubFetch
{
    public static readonly DateTimeOffset Now = new(2024, 6, 3, 12, 0, 0, TimeSpan.Zero);

    public static FetchRequest Task(
        string dataset, string? symbol, string start = "2023-01-01", string end = "2024-06-01") =>
        new(dataset, symbol, DateOnly.Parse(start), DateOnly.Parse(end), TaskKind.Bootstrap, 1);

    public static async Task<(FetchResult Result, StubVendor Vendor)> RunAsync(
        Func<VendorHttp, VendorContext, IReadOnlyList<IDatasetFetcher>> fetchers, VendorCredentials credentials,
        FetchRequest task, params Func<HttpResponseMessage>[] answers)
    {
        var vendor = new StubVendor(answers);
        var time = new FastTime(Now);
        using var http = new VendorHttp(new VendorHttpOptions { Vendor = "vendor" }, credentials, new OpenGate(), time,
            vendor);
        var fetcher = fetchers(http, new VendorContext(ContractCatalog.LoadEmbedded(), ExchangeCalendar.Xnys, time))
            .Single(f => f.Dataset == task.Dataset);
        return (await fetcher.FetchAsync(task, CancellationToken.None), vendor);
    }

    public static Func<HttpResponseMessage> Text(
        string body, HttpStatusCode status = HttpStatusCode.OK, string type = "text/csv") =>
            StubVendor.Json(body, status, type);

    public static T[] Column<T>(FetchResult result, string name) => (T[])result.Rows[name]!;
}
