using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Finnhub;

/// <summary>What Finnhub delivers.</summary>
public static class FinnhubVendor
{
    /// <summary>The vendor's fetchers: daily and minute candles, option chains, the earnings calendar, profiles.</summary>
    /// <param name="options">Address and key.</param>
    /// <param name="http">The vendor's client.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(FinnhubOptions options, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IPagedSource[] sources =
        [
            FinnhubCandles.Daily(options, context.Calendar), FinnhubCandles.Minute(options, context.Calendar), new FinnhubOptionChains(options, context.Calendar),
            new FinnhubEarningsCalendar(options), new FinnhubProfiles(options),
        ];
        return [.. sources.Select(s => new PagedFetcher(s, http, context))];
    }
}
