using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>What Alpaca delivers.</summary>
public static class AlpacaVendor
{
    /// <summary>The vendor's fetchers: daily and minute bars, corporate actions, option chains, listings.</summary>
    /// <param name="options">Addresses, keys and feeds.</param>
    /// <param name="http">The vendor's client.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(AlpacaOptions options, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return
        [
            new PagedFetcher(AlpacaBars.Daily(options, context.Calendar), http, context),
            new PagedFetcher(AlpacaBars.Minute(options, context.Calendar), http, context),
            new PagedFetcher(new AlpacaCorporateActions(options), http, context),
            new PagedFetcher(new AlpacaOptionChains(options, context.Calendar), http, context),
            new AlpacaListings(options, http, context.Contracts, context.Calendar, context.Time),
        ];
    }
}
