using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Finnhub;

/// <summary>What Finnhub delivers.</summary>
internal static class FinnhubVendor
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Name = "finnhub";

    /// <summary>
    /// The vendor's fetchers: daily and minute candles, option chains, the earnings calendar, profiles.
    /// </summary>
    /// <param name="settings">Address and key.</param>
    /// <param name="http">The vendor's client.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(
        VendorSettings settings, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IPagedSource[] sources =
        [
            FinnhubCandles.Daily(settings, context.Calendar), FinnhubCandles.Minute(settings, context.Calendar),
            new FinnhubOptionChains(settings, context.Calendar),
            new FinnhubEarningsCalendar(settings), new FinnhubProfiles(settings),
        ];
        return [.. sources.Select(s => new PagedFetcher(s, http, context))];
    }
}
