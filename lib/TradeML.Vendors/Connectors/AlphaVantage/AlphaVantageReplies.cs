using System.Net;
using System.Text.Json;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.AlphaVantage;

/// <summary>
/// How Alpha Vantage says no: nearly always in a 200 whose JSON holds <c>Information</c>, <c>Note</c> or <c>Error
/// Message</c> and nothing that was asked for, for a CSV too. The key's name says nothing; the words decide.
/// </summary>
internal static class AlphaVantageReplies
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(2), Minute = TimeSpan.FromSeconds(60);

    /// <summary>Answers in JSON.</summary>
    public static ReplyRules Json(TimeProvider time) => ReplyRules.Json with { Judge = JudgeOf(time) };

    /// <summary>Answers in CSV.</summary>
    public static ReplyRules Csv(TimeProvider time) => ReplyRules.Text with { Judge = JudgeOf(time) };

    private static ReplyJudge JudgeOf(TimeProvider time) => (status, _, body) =>
    {
        if (status != HttpStatusCode.OK || body.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..]
            || Refusal(body) is not { } words) return null;
        return Meaning(words) with
        {
            Words = words.Length > 0 ? words : "an empty object",
            RetryAfter = Wait(words, time)
        };
    };

    private static ReplyVerdict Meaning(string words)
    {
        if (words.Length == 0)
            return new ReplyVerdict(VendorFault.Refused, null, "The vendor does not know the symbol.");
        if (IsBurst(words) || IsDaily(words) || IsOldBurst(words)) return new ReplyVerdict(VendorFault.RateLimited);
        if (Has(words, "apikey is invalid") || Has(words, "demo** API key") || Has(words, "claim your free API key"))
            return new ReplyVerdict(VendorFault.AuthRefused, null, "Check ALPHA_VANTAGE_API_KEY.");
        if (Has(words, "premium endpoint") || Has(words, "premium feature"))
            return new ReplyVerdict(VendorFault.NotEntitled);
        return Has(words, "Invalid API call")
            ? new ReplyVerdict(VendorFault.Refused, null,
                "The vendor does not know the symbol, or its interface has changed.")
            : new ReplyVerdict(VendorFault.BadReply);
    }

    private static TimeSpan? Wait(string words, TimeProvider time) =>
        IsBurst(words)
            ? Burst
            : IsOldBurst(words) ? Minute : IsDaily(words) ? UntilMidnight(time.GetUtcNow().UtcDateTime) : null;

    private static TimeSpan UntilMidnight(DateTime now) => now.Date.AddDays(1) - now; // the daily count starts anew

    // The refusals of a burst, the old one too, name the daily limit beside their own, so they are looked for first.
    private static bool IsBurst(string words) => Has(words, "per second") || Has(words, "sparingly");

    private static bool IsDaily(string words) => Has(words, "per day");

    private static bool IsOldBurst(string words) => Has(words, "per minute") || Has(words, "call frequency");

    private static bool Has(string words, string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The words of a refusal, an empty text for an empty object, null for an answer with a payload or for broken JSON.
    /// </summary>
    private static string? Refusal(ReadOnlySpan<byte> body)
    {
        string? words = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("Information"u8) && !reader.ValueTextEquals("Note"u8)
                    && !reader.ValueTextEquals("Error Message"u8)) return null;
                reader.Read();
                if (reader.TokenType != JsonTokenType.String) return null;
                words = words is null ? reader.GetString() : $"{words} {reader.GetString()}";
            }
        }
        catch (JsonException)
        {
            return null; // the parser says where it is broken
        }

        return words ?? "";
    }
}
