using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fmp;

/// <summary>What Financial Modeling Prep serves.</summary>
internal static class FmpVendor
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Name = "fmp";

    /// <summary>The fetchers of all its datasets.</summary>
    /// <param name="settings">Address and limits.</param>
    /// <param name="http">Client that carries the key.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(
        VendorSettings settings, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IPagedSource[] sources =
        [
            FmpStatements.Income(settings, context.Calendar), FmpStatements.Balance(settings, context.Calendar),
            FmpStatements.CashFlow(settings, context.Calendar),
            new FmpDelistings(settings), new FmpMarketCap(settings), new FmpEarnings(settings),
        ];
        return [.. sources.Select(s => new PagedFetcher(s, http, context))];
    }
}
