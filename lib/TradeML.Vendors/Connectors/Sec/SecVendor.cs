using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Sec;

/// <summary>What the SEC's EDGAR serves.</summary>
public static class SecVendor
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Name = "sec";

    /// <summary>The fetchers of all its datasets.</summary>
    /// <param name="settings">Addresses, name and concepts.</param>
    /// <param name="http">Client that carries the User-Agent.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(
        VendorSettings settings, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var ciks = new SecCiks(settings, http, context.Time);
        return
        [
            new PagedFetcher(new SecCompanyTickers(settings), http, context),
            new SecByCompany(new SecFilings(settings, ciks), ciks, http, context),
            new SecByCompany(new SecCompanyFacts(settings, ciks), ciks, http, context),
        ];
    }
}
