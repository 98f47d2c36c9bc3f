using TradeML.Core.Errors;

namespace TradeML.Store.Intraday;

/// <summary>How errors name a place in a file of minute bars: a CSV has lines (the header is line 1), a Parquet file has rows from 1.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsCsv">Whether rows are lines of text.</param>
internal sealed record MinutePlace(string Path, bool IsCsv)
{
    internal const string Remedy = "Correct or remove the row.";

    private string File => System.IO.Path.GetFileName(Path);

    internal TradeMLException Bad(long row, string column, string message, string remedy = Remedy) =>
        new(ErrorKind.BadInput, message, $"{File}, {(IsCsv ? $"line {row + 2}" : $"row {row + 1}")}, column {column}", remedy);

    internal TradeMLException BadColumn(string column, string message, string remedy) => new(ErrorKind.BadInput, message, $"{File}, column {column}", remedy);

    internal TradeMLException Unreadable(string message, Exception? inner = null) =>
        new(ErrorKind.BadInput, message, File, "It must be a Parquet file, or a .csv file with a header line.", inner);

    /// <summary>Refuses a file that lacks a required column.</summary>
    internal void RequireColumns(Func<string, bool> has)
    {
        string[] needed = [MinuteColumn.Symbol, MinuteColumn.Start, .. MinuteColumn.Numbers.Where(c => c != MinuteColumn.Vwap)];
        if (Array.Find(needed, name => !has(name)) is not { } missing) return;
        throw new TradeMLException(
            ErrorKind.BadInput, $"The file has no column '{missing}'.", $"{File}, row 1, column {missing}", $"It needs {string.Join(", ", needed)}, in any order, and takes vwap.");
    }
}
