namespace TradeML.Vendors.Connectors.Paged;

/// <summary>
/// Reads a number and tells "unknown" from "can't be read": the latter spoils the row instead of passing as unknown.
/// </summary>
internal static class ItemNumber
{
    /// <summary>A field of a JSON object as a number; NaN when the vendor gives none.</summary>
    public static double Read(JsonItem item, string field, RowSink sink) =>
        Check(item.Number(field), item.Text(field), field, sink);

    /// <summary>A field of a CSV row as a number; NaN when the vendor gives none.</summary>
    public static double Read(CsvRow row, string column, RowSink sink) =>
        Check(row.Number(column), row.Text(column), column, sink);

    private static double Check(double number, string? text, string field, RowSink sink)
    {
        if (text is not null && !double.IsFinite(number)) sink.Spoil($"{field} is no number");
        return number;
    }
}
