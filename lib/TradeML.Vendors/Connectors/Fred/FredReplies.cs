using System.Net;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fred;

/// <summary>
/// How FRED says no: a bad key and a question for too many vintages are both a 400, told apart by their words alone.
/// </summary>
internal static class FredReplies
{
    private static readonly TimeSpan CoolOff = TimeSpan.FromSeconds(20);

    /// <summary>
    /// JSON with FRED's refusals; too many vintages count as an empty answer, after which the vintages are asked in
    /// blocks.
    /// </summary>
    public static ReplyRules Rules { get; } = new() { Judge = Judge };

    private static ReplyVerdict? Judge(HttpStatusCode status, string? mediaType, ReadOnlySpan<byte> body)
    {
        if (status == HttpStatusCode.OK && body.IndexOf("\"error_code\""u8) < 0) return null;
        if (ReplyGuard.Words(body) is not { } words) return null;
        if (status == HttpStatusCode.TooManyRequests)
            return new ReplyVerdict(VendorFault.RateLimited, words, null, CoolOff);
        if (status is not (HttpStatusCode.BadRequest or HttpStatusCode.OK))
            return status == HttpStatusCode.Locked ? new ReplyVerdict(VendorFault.Unavailable, words) : null;
        if (words.Contains("api_key", StringComparison.OrdinalIgnoreCase))
            return new ReplyVerdict(VendorFault.AuthRefused, words,
                "Set FRED_API_KEY to the 32 letters and digits that FRED gave you.");
        if (words.Contains("vintage dates", StringComparison.OrdinalIgnoreCase)) return ReplyVerdict.Empty;
        if (words.Contains("Exceeded Rate Limit", StringComparison.OrdinalIgnoreCase))
            return new ReplyVerdict(VendorFault.RateLimited, words, null, CoolOff);
        return words.Contains("Internal Server Error", StringComparison.OrdinalIgnoreCase)
            ? new ReplyVerdict(VendorFault.Unavailable, words)
            : new ReplyVerdict(VendorFault.Refused, words, "Check the series id on the stage.");
    }
}
