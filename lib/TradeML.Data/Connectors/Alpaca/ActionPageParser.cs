using System.Text;
using System.Text.Json;

namespace TradeML.Data.Connectors.Alpaca;

/// <summary>Reads a page of <c>/v1/corporate-actions</c>.</summary>
internal static class ActionPageParser
{
    /// <summary>Parses one page.</summary>
    /// <param name="json">The whole answer.</param>
    /// <param name="pageNumber">1 for the first page.</param>
    public static ActionPage Parse(ReadOnlySpan<byte> json, int pageNumber)
    {
        var items = new List<ActionItem>();
        string? next = null;
        long unknown = 0;
        bool sawActions = false, sawToken = false;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw AlpacaPages.NotWhatWasAsked(json, "corporate_actions");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("corporate_actions"u8))
            {
                sawActions = true;
                reader.Read();
                ReadTypes(ref reader, json, items, pageNumber);
            }
            else if (reader.ValueTextEquals("next_page_token"u8))
            {
                sawToken = true;
                reader.Read();
                next = AlpacaPages.ReadToken(ref reader);
            }
            else
            {
                unknown++;
                reader.Skip();
            }
        }

        while (reader.Read()) { } // trailing text makes the whole answer malformed
        return sawActions || sawToken ? new ActionPage(items, next, unknown) : throw AlpacaPages.NotWhatWasAsked(json, "corporate_actions");
    }

    private static void ReadTypes(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, List<ActionItem> items, int pageNumber)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("corporate_actions is neither an object nor null");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var type = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            for (var row = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; row++)
            {
                var start = (int)reader.TokenStartIndex;
                var fields = ReadFields(ref reader);
                items.Add(new ActionItem(
                    type, fields, Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]), $"page {pageNumber}, {type} row {row}"));
            }
        }
    }

    private static Dictionary<string, string?> ReadFields(ref Utf8JsonReader reader)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return fields;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            fields[name] = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => null,
            };
            reader.Skip();
        }

        return fields;
    }
}
