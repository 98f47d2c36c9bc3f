using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Massive;

/// <summary>What Massive delivers.</summary>
internal static class MassiveVendor
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Name = "massive";

    /// <summary>The vendor's fetchers: daily and minute bars, splits and dividends, listings, option chains.</summary>
    /// <param name="settings">Address and key.</param>
    /// <param name="http">The vendor's client.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(
        VendorSettings settings, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IPagedSource[] sources =
        [
            MassiveBars.Daily(settings, context.Calendar), MassiveBars.Minute(settings, context.Calendar),
            new MassiveCorporateActions(settings),
            new MassiveListings(settings, context.Calendar), new MassiveOptionChains(settings, context.Calendar),
        ];
        return [.. sources.Select(s => new PagedFetcher(s, http, context))];
    }
}
