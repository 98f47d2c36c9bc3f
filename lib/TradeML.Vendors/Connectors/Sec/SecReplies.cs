using System.Net;
using System.Text;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Sec;

/// <summary>
/// How the SEC says no: HTML pages with 403 or 429, of which one means that we did not name ourselves and the other
/// that we were too fast.
/// </summary>
internal static class SecReplies
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10); // access comes back after so long below the limit

    /// <summary>Answers of one question; a 404 is a refusal.</summary>
    public static ReplyRules Rules { get; } =
        ReplyRules.Json with { Judge = static (status, _, body) => Judge(status, body) };

    /// <summary>The same, but a 404 means that there is nothing.</summary>
    public static ReplyRules MayBeAbsent { get; } = ReplyRules.Json with
    {
        Judge = static (status, _, body) =>
            status == HttpStatusCode.NotFound ? ReplyVerdict.Empty : Judge(status, body),
    };

    private static ReplyVerdict? Judge(HttpStatusCode status, ReadOnlySpan<byte> body)
    {
        if (status is not (HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests)) return null;
        var page = Encoding.UTF8.GetString(body.Length > 4096 ? body[..4096] : body);
        if (status == HttpStatusCode.TooManyRequests
            || page.Contains("Rate Threshold", StringComparison.OrdinalIgnoreCase))
            return new ReplyVerdict(VendorFault.RateLimited, "Request Rate Threshold Exceeded",
                "Ask less: the SEC allows ten requests a second over all machines of a client.", Rest);
        return new ReplyVerdict(
            VendorFault.AuthRefused,
            page.Contains("Undeclared Automated Tool", StringComparison.OrdinalIgnoreCase)
                ? "Undeclared Automated Tool"
                : null,
            "Set SEC_USER_AGENT to your name and e-mail address, for example: Example Research admin@example.com");
    }
}
