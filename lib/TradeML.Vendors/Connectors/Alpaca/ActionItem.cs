using System.Globalization;

namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>One corporate action as it came: its plural type key and its fields as text.</summary>
/// <param name="Type">Plural key of the answer, for example <c>cash_dividends</c>.</param>
/// <param name="Fields">Fields by name; numbers as their JSON text.</param>
/// <param name="Json">The item as it came.</param>
internal sealed record ActionItem(string Type, IReadOnlyDictionary<string, string?> Fields, string Json)
{
    /// <summary>A field's text, or null when absent, null or empty.</summary>
    public string? Text(string name) => Fields.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>A field as a number above 0, or NaN.</summary>
    public double Positive(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0
            && double.IsFinite(value)
            ? value
            : double.NaN;

    /// <summary>A field as a day, or null.</summary>
    public DateOnly? Day(string name) =>
        DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
