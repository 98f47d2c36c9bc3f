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

    /// <summary>An error of the whole file.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="inner">Its cause, or null.</param>
    internal TradeMLException Unreadable(string message, Exception? inner = null) =>
        new(ErrorKind.BadInput, message, File, "It must be a Parquet file, or a .csv file with a header line.", inner);

    /// <summary>Refuses a symbol that no ticker can be.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="row">Its row, from 0.</param>
    internal void RequireName(string symbol, long row)
    {
        foreach (var c in symbol)
            if (c == '"' || char.IsControl(c))
                throw Bad(row, BarColumn.Symbol,
                    "Column 'symbol' holds a quote or a control character, which no name has.");
    }
}
