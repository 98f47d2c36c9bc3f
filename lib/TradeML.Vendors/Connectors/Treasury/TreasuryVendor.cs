using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Treasury;

/// <summary>What the US Treasury serves.</summary>
internal static class TreasuryVendor
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Name = "treasury";

    /// <summary>The fetchers of all its datasets.</summary>
    /// <param name="settings">Address.</param>
    /// <param name="http">Client.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(
        VendorSettings settings, VendorHttp http, VendorContext context) =>
        [new PagedFetcher(new TreasuryYields(settings), http, context)];
}
