using System.Globalization;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>
/// One row of a CSV answer; an absent column, an empty field and the vendors' words for "none" all mean unknown.
/// </summary>
internal sealed class CsvRow
{
    private readonly CsvPage page;
    private readonly List<string> fields;

    internal CsvRow(CsvPage page, List<string> fields, string raw)
    {
        this.page = page;
        this.fields = fields;
        Raw = raw;
    }

    /// <summary>The line as it came, for quarantine.</summary>
    public string Raw { get; }

    /// <summary>A field's text, or null when unknown.</summary>
    /// <param name="column">Name of the column.</param>
    public string? Text(string column)
    {
        var index = page.IndexOf(column);
        return index >= 0 && index < fields.Count && fields[index].Trim() is var text
            && text is not ("" or "None" or "null" or "-" or "." or "N/A")
            ? text
            : null;
    }

    /// <summary>A field as a number; NaN when unknown or unreadable.</summary>
    /// <param name="column">Name of the column.</param>
    public double Number(string column) =>
        double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.NaN;

    /// <summary>A field as a day.</summary>
    /// <param name="column">Name of the column.</param>
    /// <param name="format">How it is written.</param>
    /// <returns>The day; null when unknown or unreadable.</returns>
    public DateOnly? Day(string column, string format = "yyyy-MM-dd") =>
        DateOnly.TryParseExact(Text(column), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
