using System.Net;
using System.Text;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fmp;

/// <summary>
/// How FMP says no: in JSON or in plain text, with 402 for what a plan leaves out and now and then inside a 200. The
/// content type can't be trusted, so answers are taken as text and told apart by their first byte.
/// </summary>
internal static class FmpReplies
{
    /// <summary>Answers of one question.</summary>
    public static ReplyRules Rules { get; } = new()
    {
        Format = ReplyFormat.Text,
        Judge = static (status, _, body) => Judge(status, body)
    };

    /// <summary>
    /// The same, but a plan that refuses the number of rows counts as an empty answer, so that fewer can be asked for.
    /// </summary>
    public static ReplyRules OfRows { get; } = new()
    {
        Format = ReplyFormat.Text,
        Judge = static (status, _, body) =>
            status == HttpStatusCode.PaymentRequired && Has(Words(body), "'limit'")
                ? ReplyVerdict.Empty
                : Judge(status, body),
    };

    /// <summary>The same, but whatever a plan refuses counts as an empty answer: the pages before it stay.</summary>
    public static ReplyRules OfPages { get; } = new()
    {
        Format = ReplyFormat.Text,
        Judge = static (status, _, body) =>
            status == HttpStatusCode.PaymentRequired ? ReplyVerdict.Empty : Judge(status, body),
    };

    private static ReplyVerdict? Judge(HttpStatusCode status, ReadOnlySpan<byte> body)
    {
        if (status == HttpStatusCode.OK && FirstByte(body) == '[') return null;
        var words = Words(body);
        if (Has(words, "Limit Reach") || Has(words, "Too Many Requests"))
            return new ReplyVerdict(VendorFault.RateLimited, words);
        return status switch
        {
            HttpStatusCode.PaymentRequired => OfPlan(words),
            HttpStatusCode.Unauthorized => new ReplyVerdict(VendorFault.AuthRefused, words, "Check FMP_API_KEY."),
            HttpStatusCode.Forbidden when Has(words, "Legacy Endpoint") =>
                new ReplyVerdict(VendorFault.NotEntitled, words),
            HttpStatusCode.Forbidden => new ReplyVerdict(VendorFault.AuthRefused, words, "Check FMP_API_KEY."),
            HttpStatusCode.BadRequest => new ReplyVerdict(VendorFault.Refused, words),
            HttpStatusCode.OK when Has(words, "Invalid API KEY") =>
                new ReplyVerdict(VendorFault.AuthRefused, words, "Check FMP_API_KEY."),
            HttpStatusCode.OK when Has(words, "Endpoint :") => OfPlan(words),
            HttpStatusCode.OK => new ReplyVerdict(VendorFault.BadReply, words),
            _ => null,
        };
    }

    // A symbol outside the plan's list concerns that symbol; an endpoint outside the plan concerns all.
    private static ReplyVerdict OfPlan(string? words) =>
        new(Has(words, "'symbol'") ? VendorFault.Refused : VendorFault.NotEntitled, words,
            "Take a plan of fmp that has it, or another vendor in configs/endpoints.yml.");

    private static bool Has(string? words, string part) =>
        words?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    private static string? Words(ReadOnlySpan<byte> body) => FirstByte(body) switch
    {
        (byte)'{' => ReplyGuard.Words(body),
        (byte)'<' or (byte)'[' or 0 => null,
        _ => Encoding.UTF8.GetString(body.Length > 300 ? body[..300] : body),
    };

    private static byte FirstByte(ReadOnlySpan<byte> body) =>
        body.TrimStart(" \t\r\n"u8) is { IsEmpty: false } text ? text[0] : (byte)0;
}
