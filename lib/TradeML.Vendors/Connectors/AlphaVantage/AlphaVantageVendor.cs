using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.AlphaVantage;

/// <summary>What Alpha Vantage serves.</summary>
public static class AlphaVantageVendor
{
    /// <summary>The fetchers of all its datasets.</summary>
    /// <param name="options">Address.</param>
    /// <param name="http">Client that carries the key.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(AlphaVantageOptions options, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IPagedSource[] sources =
        [
            new AlphaVantageListings(options, context.Time), new AlphaVantageCorporateActions(options, context.Time), new AlphaVantageEarnings(options, context.Time),
            new AlphaVantageOptionsHistory(options, context.Calendar, context.Time),
        ];
        return [.. sources.Select(s => new PagedFetcher(s, http, context))];
    }
}
