using System.Net;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Finnhub;

/// <summary>
/// Finnhub's ways to say no: 403 is a plan that does not cover the question, and 429 with an invitation to sign up is a
/// missing key.
/// </summary>
internal static class FinnhubReplies
{
    /// <summary>The rules of all its answers.</summary>
    public static ReplyRules Rules { get; } = ReplyRules.Json with
    {
        Judge = static (status, _, body) => status switch
        {
            HttpStatusCode.Forbidden => new ReplyVerdict(VendorFault.NotEntitled, ReplyGuard.Words(body)),
            HttpStatusCode.TooManyRequests
                when ReplyGuard.Words(body) is { } words
                    && words.Contains("sign up", StringComparison.OrdinalIgnoreCase)
                => new ReplyVerdict(VendorFault.AuthRefused, words),
            _ => null,
        },
    };
}
