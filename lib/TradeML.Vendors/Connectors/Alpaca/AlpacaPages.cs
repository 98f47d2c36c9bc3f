using System.Text.Json;
using System.Text.RegularExpressions;
using TradeML.Core.Errors;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>What all of Alpaca's paged answers share: one object with a payload and <c>next_page_token</c>.</summary>
internal static partial class AlpacaPages
{
    /// <summary>Reads the payload; the reader stands on the start of its object.</summary>
    public delegate void PayloadReader(ref Utf8JsonReader reader, ReadOnlySpan<byte> json);

    /// <summary>The address of a page.</summary>
    public static Uri Address(Uri host, string path, string query, string? cursor) =>
        new(
            $"{host.ToString().TrimEnd('/')}{path}?{query}"
                + $"{(cursor is null ? "" : $"&page_token={Uri.EscapeDataString(cursor)}")}");

    /// <summary>Reads a page's envelope.</summary>
    /// <param name="json">The whole answer.</param>
    /// <param name="payload">Name of the payload's field; it may be null or absent when there is nothing.</param>
    /// <param name="sink">Counts unknown fields.</param>
    /// <param name="read">Reads the payload's object.</param>
    /// <returns>Token of the next page, or null at the end.</returns>
    public static string? Read(ReadOnlySpan<byte> json, string payload, RowSink sink, PayloadReader read)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw NotWhatWasAsked(json, payload);
        string? next = null;
        var known = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(payload))
            {
                known = true;
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject) read(ref reader, json);
                else if (reader.TokenType != JsonTokenType.Null)
                    throw new JsonException($"{payload} is neither an object nor null");
            }
            else if (reader.ValueTextEquals("next_page_token"u8))
            {
                known = true;
                reader.Read();
                next = ReadToken(ref reader);
            }
            else
            {
                if (!reader.ValueTextEquals("currency"u8)) sink.UnknownField();
                reader.Skip();
            }
        }

        while (reader.Read()) { } // trailing text makes the whole answer malformed
        return known ? next : throw NotWhatWasAsked(json, payload);
    }

    /// <summary>The error for a 200 that holds none of what was asked for.</summary>
    public static TradeMLException NotWhatWasAsked(ReadOnlySpan<byte> json, string place)
    {
        var words = ReplyGuard.Words(json);
        return VendorFaultException.Wrap(
            VendorFault.BadReply,
            $"{AlpacaVendor.Name} answered 200 without "
                + $"{place}{(words is null ? "" : $" but with the message '{words}'")}.", place, "Try again later.");
    }

    /// <summary>The symbol that a refusal calls invalid, or null.</summary>
    public static string? InvalidSymbol(TradeMLException error) =>
        InvalidSymbolWords().Match(error.Message) is { Success: true } match ? match.Groups[1].Value : null;

    private static string? ReadToken(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString() is { Length: > 0 } text ? text : null,
        _ => throw new JsonException("next_page_token is neither text nor null"),
    };

    [GeneratedRegex(@"invalid symbol: (\S+?)\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex InvalidSymbolWords();
}
