namespace TradeML.Lake.Csv;

/// <summary>
/// The line on which each row of a CSV file begins; kept is only where the distance of the two changes.
/// </summary>
public sealed class CsvLines
{
    private readonly List<(long Row, long Line)> changes = [];

    /// <summary>The line, from 1, on which a row begins.</summary>
    /// <param name="row">Row, from 0: the header is none.</param>
    public long Of(long row)
    {
        var at = changes.BinarySearch((row, long.MaxValue));
        if (at < 0) at = ~at - 1;
        return at < 0 ? row + 2 : changes[at].Line + (row - changes[at].Row);
    }

    internal void Add(long row, long line)
    {
        if (changes.Count == 0 || line - row != changes[^1].Line - changes[^1].Row) changes.Add((row, line));
    }
}
