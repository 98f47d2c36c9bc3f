using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Massive;

/// <summary>What Massive delivers.</summary>
public static class MassiveVendor
{
    /// <summary>The vendor's fetchers: daily and minute bars, splits and dividends, listings, option chains.</summary>
    /// <param name="options">Address and key.</param>
    /// <param name="http">The vendor's client.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(MassiveOptions options, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IPagedSource[] sources =
        [
            MassiveBars.Daily(options, context.Calendar), MassiveBars.Minute(options, context.Calendar), new MassiveCorporateActions(options),
            new MassiveListings(options, context.Calendar), new MassiveOptionChains(options, context.Calendar),
        ];
        return [.. sources.Select(s => new PagedFetcher(s, http, context))];
    }
}
