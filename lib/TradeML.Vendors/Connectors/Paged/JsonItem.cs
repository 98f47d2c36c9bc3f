using System.Globalization;
using System.Text.Json;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>
/// One object of a vendor's JSON, read leniently: numbers may come as text, and <c>null</c>, an absent field, an empty
/// text and the vendors' words for "none" all mean unknown. For answers of thousands of rows; bars have readers of
/// their own.
/// </summary>
/// <param name="Element">The object.</param>
internal readonly record struct JsonItem(JsonElement Element)
{
    /// <summary>The object as it came, for quarantine.</summary>
    public string Raw => Element.GetRawText();

    /// <summary>A field's text, or null when unknown; numbers as they are written.</summary>
    /// <param name="name">Field.</param>
    public string? Text(string name) => Field(name) is not { } field ? null : field.ValueKind switch
    {
        JsonValueKind.String => field.GetString() is { } text && !IsNone(text) ? text.Trim() : null,
        JsonValueKind.Number => field.GetRawText(),
        _ => null,
    };

    /// <summary>A field as a number; NaN when unknown or unreadable.</summary>
    /// <param name="name">Field.</param>
    public double Number(string name) => Field(name) is not { } field ? double.NaN : field.ValueKind switch
    {
        JsonValueKind.Number => field.TryGetDouble(out var number) ? number : double.NaN,
        JsonValueKind.String =>
            double.TryParse(field.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.NaN,
        _ => double.NaN,
    };

    /// <summary>A field as a whole number; null when unknown or unreadable.</summary>
    /// <param name="name">Field.</param>
    public long? Whole(string name) =>
        Field(name) is { ValueKind: JsonValueKind.Number } field && field.TryGetInt64(out var whole) ? whole
        : Number(name) is var number && Math.Abs(number) < 9e15 && Math.Floor(number) == number ? (long)number : null;

    /// <summary>
    /// A field as a day written <c>yyyy-MM-dd</c>, perhaps with a time behind it; null when unknown or unreadable.
    /// </summary>
    /// <param name="name">Field.</param>
    public DateOnly? Day(string name) =>
        Text(name) is { Length: >= 10 } text
            && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>A field as an instant written in RFC 3339 with a zone; null when unknown or unreadable.</summary>
    /// <param name="name">Field.</param>
    public DateTime? Instant(string name) =>
        Field(name) is { ValueKind: JsonValueKind.String } field && field.TryGetDateTimeOffset(out var instant)
            ? instant.UtcDateTime
            : null;

    /// <summary>A field that is itself an object; null when it is none.</summary>
    /// <param name="name">Field.</param>
    public JsonItem? Item(string name) =>
        Field(name) is { ValueKind: JsonValueKind.Object } field ? new JsonItem(field) : null;

    /// <summary>Whether a field is there, null or not.</summary>
    /// <param name="name">Field.</param>
    public bool Has(string name) => Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out _);

    /// <summary>The fields by name.</summary>
    public IEnumerable<(string Name, JsonItem Value)> Fields() =>
        Element.ValueKind == JsonValueKind.Object
            ? Element.EnumerateObject().Select(p => (p.Name, new JsonItem(p.Value)))
            : [];

    /// <summary>The values of an array field; none when it is absent or no array.</summary>
    /// <param name="name">Field.</param>
    public IReadOnlyList<JsonElement> Values(string name) =>
        Field(name) is { ValueKind: JsonValueKind.Array } field ? [.. field.EnumerateArray()] : [];

    /// <summary>The objects of an array field; none when it is absent or no array.</summary>
    /// <param name="name">Field.</param>
    public IEnumerable<JsonItem> Items(string name) =>
        Field(name) is { ValueKind: JsonValueKind.Array } field
            ? field.EnumerateArray().Select(e => new JsonItem(e))
            : [];

    /// <summary>The fields that are not among those known.</summary>
    /// <param name="known">Names of known fields.</param>
    public int Unknown(IReadOnlySet<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (Element.ValueKind != JsonValueKind.Object) return 0;
        var count = 0;
        foreach (var property in Element.EnumerateObject())
            if (!known.Contains(property.Name)) count++;
        return count;
    }

    private static bool IsNone(string text) =>
        text.Trim() is "" or "None" or "none" or "null" or "-" or "." or "N/A" or "NaN";

    private JsonElement? Field(string name) =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var field) ? field : null;
}
