using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fred;

/// <summary>
/// Fetches <see cref="FredObservations"/> and makes real-time periods whole that were asked for in blocks.
/// </summary>
internal sealed class FredVintages : IDatasetFetcher
{
    private readonly PagedFetcher pages;

    /// <summary>Creates the fetcher.</summary>
    /// <param name="settings">Address and limits.</param>
    /// <param name="http">Client that carries the key.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public FredVintages(VendorSettings settings, VendorHttp http, VendorContext context) =>
        pages = new PagedFetcher(new FredObservations(settings), http, context);

    /// <inheritdoc/>
    public string Vendor => pages.Vendor;

    /// <inheritdoc/>
    public string Dataset => pages.Dataset;

    /// <inheritdoc/>
    public string SourceName => pages.SourceName;

    /// <inheritdoc/>
    public string Table => pages.Table;

    /// <inheritdoc/>
    public int BatchSize(FetchRequest request) => 1;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FetchResult>> FetchAsync(
        IReadOnlyList<FetchRequest> requests, CancellationToken cancellationToken)
    {
        var results = await pages.FetchAsync(requests, cancellationToken).ConfigureAwait(false);
        return [.. results.Select(r => r with { Rows = VintageStitch.Join(r.Rows) })];
    }
}
