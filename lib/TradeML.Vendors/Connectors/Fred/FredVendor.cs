using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fred;

/// <summary>What FRED serves.</summary>
public static class FredVendor
{
    /// <summary>The fetchers of all its datasets.</summary>
    /// <param name="options">Address and limits.</param>
    /// <param name="http">Client that carries the key.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(FredOptions options, VendorHttp http, VendorContext context) => [new FredVintages(options, http, context)];
}
