using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fmp;

/// <summary>What Financial Modeling Prep serves.</summary>
public static class FmpVendor
{
    /// <summary>The fetchers of all its datasets.</summary>
    /// <param name="options">Address and limits.</param>
    /// <param name="http">Client that carries the key.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(FmpOptions options, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IPagedSource[] sources =
        [
            FmpStatements.Income(options, context.Calendar), FmpStatements.Balance(options, context.Calendar), FmpStatements.CashFlow(options, context.Calendar),
            new FmpDelistings(options), new FmpMarketCap(options), new FmpEarnings(options),
        ];
        return [.. sources.Select(s => new PagedFetcher(s, http, context))];
    }
}
