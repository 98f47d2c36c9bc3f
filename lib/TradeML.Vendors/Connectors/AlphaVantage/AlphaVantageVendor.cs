using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.AlphaVantage;

/// <summary>What Alpha Vantage serves.</summary>
internal static class AlphaVantageVendor
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Name = "alpha_vantage";

    /// <summary>The fetchers of all its datasets.</summary>
    /// <param name="settings">Address.</param>
    /// <param name="http">Client that carries the key.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(
        VendorSettings settings, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IPagedSource[] sources =
        [
            new AlphaVantageListings(settings, context.Time), new AlphaVantageCorporateActions(settings, context.Time),
            new AlphaVantageEarnings(settings, context.Time),
            new AlphaVantageOptionsHistory(settings, context.Calendar, context.Time),
        ];
        return [.. sources.Select(s => new PagedFetcher(s, http, context))];
    }
}
