using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Treasury;

/// <summary>What the US Treasury serves.</summary>
public static class TreasuryVendor
{
    /// <summary>The fetchers of all its datasets.</summary>
    /// <param name="options">Address.</param>
    /// <param name="http">Client.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(TreasuryOptions options, VendorHttp http, VendorContext context) =>
        [new PagedFetcher(new TreasuryYields(options), http, context)];
}
