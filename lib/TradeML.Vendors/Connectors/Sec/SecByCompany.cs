using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Sec;

/// <summary>
/// Fetches what the SEC keeps by company: looks the ticker's company up first, and says so when there is none.
/// </summary>
internal sealed class SecByCompany(IPagedSource source, SecCiks ciks, VendorHttp http, VendorContext context) :
    IDatasetFetcher
{
    private readonly PagedFetcher pages = new(source, http, context);

    public string Vendor => pages.Vendor;

    public string Dataset => pages.Dataset;

    public string SourceName => pages.SourceName;

    public string Table => pages.Table;

    public int BatchSize(FetchRequest request) => 1;

    public async Task<IReadOnlyList<FetchResult>> FetchAsync(
        IReadOnlyList<FetchRequest> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var results = new List<FetchResult>(requests.Count);
        foreach (var request in requests)
        {
            if (await ciks.FindAsync(request.Symbol!, request.Kind, cancellationToken).ConfigureAwait(false) is null)
                throw VendorFaultException.Wrap(
                    VendorFault.Refused,
                    $"The SEC's table of tickers does not hold '{request.Symbol}'; it forgets a ticker when it is "
                        + $"delisted.", "/files/company_tickers_exchange.json",
                    "Ask by the company's key, for example CIK0000320193, or import a table in which "
                        + "the ticker still stands.");
            results.AddRange(await pages.FetchAsync([request], cancellationToken).ConfigureAwait(false));
        }

        return results;
    }
}
