using System.Net;
using System.Text;
using System.Text.Json;
using TradeML.Core.Errors;

namespace TradeML.Data.Connectors.Http;

/// <summary>Looks at status, content type and first byte before anything is parsed, and turns a refusal into a sentence.</summary>
internal static class ReplyGuard
{
    /// <summary>The failure that a status means, or null when it is a success.</summary>
    public static VendorFault? OfStatus(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        429 => VendorFault.RateLimited,
        401 or 403 => VendorFault.AuthRefused,
        408 or >= 500 => VendorFault.Unavailable,
        _ => VendorFault.Refused,
    };

    /// <summary>Throws unless a successful answer looks like the JSON object or array that was asked for.</summary>
    public static void CheckBody(string vendor, string place, string? mediaType, ReadOnlySpan<byte> body)
    {
        if (mediaType is not null && !mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            throw VendorFaultException.Wrap(
                VendorFault.BadReply, $"{vendor} answered with content type '{mediaType}' instead of JSON.", place, "A proxy or portal may stand between; try again later.");
        var text = body.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || (text[0] != '{' && text[0] != '['))
            throw VendorFaultException.Wrap(VendorFault.BadReply, $"{vendor} answered with a body that is not JSON.", place, "Try again later.");
    }

    /// <summary>The error for a refused request; the vendor's own words are quoted when they are JSON.</summary>
    public static TradeMLException Refusal(
        string vendor, string place, HttpStatusCode status, VendorFault fault, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var words = Words(body);
        if (status == HttpStatusCode.Forbidden && words is not null) fault = OfForbidden(words);
        var quoted = words is null ? "" : $": {words}";
        return VendorFaultException.Wrap(fault, $"{vendor} answered {(int)status} {Reason(fault)}{quoted}.", place, Remedy(vendor, fault), retryAfter);
    }

    /// <summary>The text of a <c>message</c> or <c>error</c> property of a JSON object, shortened; null when there is none.</summary>
    public static string? Words(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var wanted = reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("error"u8);
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

    // A plan that covers the dataset but not this window refuses the task alone.
    private static VendorFault OfForbidden(string words)
    {
        bool Says(string text) => words.Contains(text, StringComparison.OrdinalIgnoreCase);
        if (Says("timeframe")) return VendorFault.Refused;
        if (Says("recent SIP")) return VendorFault.Unavailable; // our clock runs ahead: later it will do
        return Says("entitled") || Says("access to this resource") || Says("subscription") || Says("your plan") || Says("premium")
            ? VendorFault.NotEntitled : VendorFault.AuthRefused;
    }

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
        VendorFault.NotEntitled => "(not part of the plan)",
        VendorFault.DayLimit => "(the day's requests are used up)",
        VendorFault.Unavailable => "(not available)",
        _ => "(request refused)",
    };

    private static string? Remedy(string vendor, VendorFault fault) => fault switch
    {
        VendorFault.RateLimited => $"Wait, or lower hard_rpm of {vendor} in configs/endpoints.yml.",
        VendorFault.AuthRefused => "Check the vendor's keys in the environment or .env, and that the plan covers the feed.",
        VendorFault.NotEntitled => $"A larger plan at {vendor} would cover it; `ata vendors route DATASET` shows who else serves the dataset.",
        VendorFault.DayLimit => $"The count starts anew at {vendor}'s reset; a smaller soft_daily_cap in configs/endpoints.yml keeps clear of it.",
        VendorFault.Unavailable => "Try again later; finished work is kept.",
        _ => null,
    };
}
