using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TradeML.Core.Errors;

namespace TradeML.Vendors.Http;

/// <summary>
/// Looks at status, content type and first byte before anything is parsed, and turns a refusal into a sentence.
/// </summary>
internal static class ReplyGuard
{
    /// <summary>The failure that a status means, or null when it is a success.</summary>
    public static VendorFault? OfStatus(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        429 => VendorFault.RateLimited,
        401 or 403 => VendorFault.AuthRefused,
        408 or >= 500 => VendorFault.Unavailable,
        402 => VendorFault.NotEntitled,
        _ => VendorFault.Refused,
    };

    /// <summary>Throws unless a successful answer looks like what was asked for.</summary>
    public static void CheckBody(
        string vendor, string place, ReplyFormat format, string? mediaType, ReadOnlySpan<byte> body)
    {
        var wanted = format == ReplyFormat.Json ? "JSON" : "text";
        var fits = mediaType is null || (format == ReplyFormat.Json
            ? mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            : !mediaType.EndsWith("html", StringComparison.OrdinalIgnoreCase));
        if (!fits)
            throw VendorFaultException.Wrap(
                VendorFault.BadReply, $"{vendor} answered with content type '{mediaType}' instead of {wanted}.", place,
                "A proxy or portal may stand between; try again later.");
        if (!Utf8.IsValid(body))
            throw VendorFaultException.Wrap(VendorFault.BadReply, $"{vendor} answered with a body that is not UTF-8.",
                place, "Try again later.");
        var text = body.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || (format == ReplyFormat.Json ? text[0] != '{' && text[0] != '[' : text[0] == '<'))
            throw VendorFaultException.Wrap(VendorFault.BadReply,
                $"{vendor} answered with a body that is not {wanted}.", place, "Try again later.");
    }

    /// <summary>The error for a refused request; the vendor's own words are quoted.</summary>
    public static TradeMLException Refusal(
        string vendor, string place, HttpStatusCode status, VendorFault fault, string? words, string? remedy,
        TimeSpan? retryAfter)
    {
        var quoted = words is null ? "" : $": {Shorten(words)}";
        return VendorFaultException.Wrap(fault, $"{vendor} answered {(int)status} {Reason(fault)}{quoted}.", place,
            remedy ?? Remedy(vendor, fault), retryAfter);
    }

    /// <summary>
    /// The text of the property of a JSON object in which vendors put an error, shortened; null when there is none.
    /// </summary>
    public static string? Words(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var wanted = IsError(reader);
                reader.Read();
                if (wanted && reader.TokenType == JsonTokenType.String) return Shorten(reader.GetString()!);
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            return null; // an error page in another format has no words for us
        }

        return null;
    }

    private static bool IsError(in Utf8JsonReader name) =>
        name.ValueTextEquals("message"u8) || name.ValueTextEquals("error"u8) || name.ValueTextEquals("error_message"u8)
            || name.ValueTextEquals("Error Message"u8)
        || name.ValueTextEquals("Information"u8) || name.ValueTextEquals("Note"u8);

    private static string Shorten(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text) clean.Append(char.IsControl(c) ? ' ' : c);
        return clean.Length > 200 ? clean.ToString(0, 200) + "…" : clean.ToString().TrimEnd('.', ' ');
    }

    private static string Reason(VendorFault fault) => fault switch
    {
        VendorFault.RateLimited => "(too many requests)",
        VendorFault.AuthRefused => "(keys refused)",
        VendorFault.NotEntitled => "(not in the plan)",
        VendorFault.Unavailable => "(not available)",
        _ => "(request refused)",
    };

    private static string? Remedy(string vendor, VendorFault fault) => fault switch
    {
        VendorFault.RateLimited => $"Wait, or lower hard_rpm of {vendor} in configs/endpoints.yml.",
        VendorFault.AuthRefused =>
            "Check the vendor's keys in the environment or .env, and that the plan covers the feed.",
        VendorFault.NotEntitled =>
            $"Take a plan of {vendor} that has it; `ata vendors route DATASET` shows who else has it.",
        VendorFault.Unavailable => "Try again later; finished work is kept.",
        _ => null,
    };
}
