using TradeML.Core.Errors;
using TradeML.Lake.Csv;

namespace TradeML.Store.Bars;

/// <summary>
/// How errors name a place in a file of bars: a CSV has lines (the header is line 1), a Parquet file has rows from 1.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Lines">The lines of a CSV; null for a Parquet file.</param>
internal sealed record BarPlace(string Path, CsvLines? Lines = null)
{
    private const string Remedy = "Correct or remove the row.";

    /// <summary>The file's name as errors show it.</summary>
    internal string File => System.IO.Path.GetFileName(Path);

    /// <summary>An error at a row.</summary>
    /// <param name="row">Row, from 0.</param>
    /// <param name="column">Column name.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What to do.</param>
    internal TradeMLException Bad(long row, string column, string message, string remedy = Remedy) =>
        new(ErrorKind.BadInput, message,
            $"{File}, {(Lines is null ? $"row {row + 1}" : $"line {Lines.Of(row)}")}, column {column}", remedy);

    /// <summary>An error of a whole column.</summary>
    /// <param name="column">Column name.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What to do.</param>
    internal TradeMLException Bad(string column, string message, string remedy) =>
        new(ErrorKind.BadInput, message, $"{File}, column {column}", remedy);

    /// <summary>An error of the whole file.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="inner">Its cause, or null.</param>
    internal TradeMLException Unreadable(string message, Exception? inner = null) =>
        new(ErrorKind.BadInput, message, File, "It must be a Parquet file, or a .csv file with a header line.", inner);

    /// <summary>Refuses a file that lacks a required column.</summary>
    /// <param name="needed">The columns it must have.</param>
    /// <param name="has">Whether the file has a column.</param>
    /// <param name="more">What else is said of its columns.</param>
    internal void RequireColumns(IReadOnlyList<string> needed, Func<string, bool> has, string more = "")
    {
        var missing = needed.Where(name => !has(name)).Select(name => $"'{name}'").ToArray();
        if (missing.Length > 0)
            throw new TradeMLException(
                ErrorKind.BadInput, $"The file has no column {string.Join(", ", missing)}.",
                $"{File}, row 1, column {missing[0].Trim('\'')}",
                $"It needs {string.Join(", ", needed)}, in any order{more}.");
    }
}
