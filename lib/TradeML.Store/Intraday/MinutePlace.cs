using TradeML.Core.Errors;
using TradeML.Lake.Csv;

namespace TradeML.Store.Intraday;

/// <summary>
/// How errors name a place in a file of minute bars: a CSV has lines (the header is line 1), a Parquet file has rows
/// from 1.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Lines">The lines of a CSV; null for a Parquet file.</param>
internal sealed record MinutePlace(string Path, CsvLines? Lines = null)
{
    internal const string Remedy = "Correct or remove the row.";

    private string File => System.IO.Path.GetFileName(Path);

    internal TradeMLException Bad(long row, string column, string message, string remedy = Remedy) =>
        new(ErrorKind.BadInput, message,
            $"{File}, {(Lines is null ? $"row {row + 1}" : $"line {Lines.Of(row)}")}, column {column}", remedy);

    internal TradeMLException BadColumn(string column, string message, string remedy) =>
        new(ErrorKind.BadInput, message, $"{File}, column {column}", remedy);

    internal TradeMLException Unreadable(string message, Exception? inner = null) =>
        new(ErrorKind.BadInput, message, File, "It must be a Parquet file, or a .csv file with a header line.", inner);

    /// <summary>Refuses a file that lacks a required column.</summary>
    internal void RequireColumns(Func<string, bool> has)
    {
        if (Array.Find(MinuteColumn.Needed, name => !has(name)) is not { } missing) return;
        throw new TradeMLException(
            ErrorKind.BadInput, $"The file has no column '{missing}'.", $"{File}, row 1, column {missing}",
            $"It needs {string.Join(", ", MinuteColumn.Needed)}, in any order, and takes vwap.");
    }
}
