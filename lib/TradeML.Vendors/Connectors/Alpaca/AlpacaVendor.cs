using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>What Alpaca delivers.</summary>
public static class AlpacaVendor
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Name = "alpaca";

    /// <summary>The vendor's fetchers: daily and minute bars, corporate actions, option chains, listings.</summary>
    /// <param name="settings">Addresses, keys and feeds.</param>
    /// <param name="http">The vendor's client.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(
        VendorSettings settings, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return
        [
            new PagedFetcher(AlpacaBars.Daily(settings, context.Calendar), http, context),
            new PagedFetcher(AlpacaBars.Minute(settings, context.Calendar), http, context),
            new PagedFetcher(new AlpacaCorporateActions(settings), http, context),
            new PagedFetcher(new AlpacaOptionChains(settings, context.Calendar), http, context),
            new AlpacaListings(settings, http, context.Contracts, context.Calendar, context.Time),
        ];
    }
}
