using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Sec;

/// <summary>What the SEC's EDGAR serves.</summary>
public static class SecVendor
{
    /// <summary>The fetchers of all its datasets.</summary>
    /// <param name="options">Addresses, name and concepts.</param>
    /// <param name="http">Client that carries the User-Agent.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(SecOptions options, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var ciks = new SecCiks(options, http, context.Time);
        return
        [
            new PagedFetcher(new SecCompanyTickers(options), http, context), new SecByCompany(new SecFilings(options, ciks), ciks, http, context),
            new SecByCompany(new SecCompanyFacts(options, ciks), ciks, http, context),
        ];
    }
}
