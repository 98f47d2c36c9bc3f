using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fred;

/// <summary>What FRED serves.</summary>
internal static class FredVendor
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Name = "fred";

    /// <summary>The fetchers of all its datasets.</summary>
    /// <param name="settings">Address and limits.</param>
    /// <param name="http">Client that carries the key.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(
        VendorSettings settings, VendorHttp http, VendorContext context) => [new FredVintages(settings, http, context)];
}
