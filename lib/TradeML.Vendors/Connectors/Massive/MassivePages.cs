using System.Net;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Massive;

/// <summary>
/// What all of Massive's answers share: <c>results</c>, <c>status</c> and <c>next_url</c>, and its ways to say no.
/// </summary>
internal static class MassivePages
{
    private static readonly string[] Brands = ["api.massive.com", "api.polygon.io"];

    /// <summary>
    /// 401 is a bad key, 403 a plan that does not cover the question: the whole dataset, or only days that are too old.
    /// </summary>
    public static ReplyRules Rules { get; } = ReplyRules.Json with
    {
        Judge = static (status, _, body) => status == HttpStatusCode.Forbidden ? OfPlan(ReplyGuard.Words(body)) : null,
    };

    /// <summary>The same for a question where 404 means that there is nothing.</summary>
    public static ReplyRules NoneRules { get; } = Rules with
    {
        Judge = static (status, type, body) =>
            status == HttpStatusCode.NotFound ? ReplyVerdict.Empty : Rules.Judge!(status, type, body),
    };

    private static ReplyVerdict OfPlan(string? words) =>
        new(
            words?.Contains("timeframe", StringComparison.OrdinalIgnoreCase) == true
                ? VendorFault.Refused
                : VendorFault.NotEntitled, words);

    /// <summary>
    /// The address of a page. A cursor is the vendor's whole <c>next_url</c>: of its own brands only the path and query
    /// are taken, so that the key goes to the configured address.
    /// </summary>
    public static Uri Address(VendorSettings settings, string pathAndQuery, string? cursor)
    {
        if (cursor is null) return settings.At(pathAndQuery);
        if (!Uri.TryCreate(cursor, UriKind.Absolute, out var next))
            throw VendorFaultException.Wrap(VendorFault.BadReply,
                $"{MassiveVendor.Name} sent a next page that is no address.", null, "Try again later.");
        return next.Authority != settings.Url.Authority
            && Brands.Contains(next.Authority, StringComparer.OrdinalIgnoreCase)
            ? settings.At(next.PathAndQuery) : next;
    }

    /// <summary>
    /// The rows of a page. Without rows the vendor leaves <c>results</c> out; then <c>status</c> must say that all is
    /// well.
    /// </summary>
    public static IEnumerable<JsonItem> Results(JsonPage page)
    {
        var status = page.Root.Text("status");
        if (!page.Root.Has("results") && status is not ("OK" or "DELAYED")) throw page.Not("results");
        return page.Items("results", mayBeAbsent: true);
    }
}
