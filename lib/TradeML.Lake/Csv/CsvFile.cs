using System.Globalization;
using System.Text;
using nietras.SeparatedValues;
using TradeML.Core.Errors;

namespace TradeML.Lake.Csv;

/// <summary>
/// A CSV file as RFC 4180 has it, read row by row: a header line, as many cells in each line as there, quotes only
/// around a whole cell. UTF-8, packed where the name ends in <c>.gz</c>, with tabs where it is a <c>.tsv</c>. Blank
/// lines are passed over. Errors name the file, its line and the column.
/// </summary>
public sealed class CsvFile : IDisposable
{
    private const string Unreadable = "The file can't be read as CSV: ";
    internal const string Needed = "It must be a CSV file with a header line.";
    private static readonly string[] Endings = [".csv", ".csv.gz", ".tsv", ".tsv.gz"];
    private readonly CsvSource source;
    private readonly string remedy;
    private readonly SepReader reader;
    private readonly string[] columns;
    private readonly long headerLine;
    private bool quoted;
    private int blank;

    private CsvFile(string path, string remedy)
    {
        source = new CsvSource(path);
        this.remedy = remedy;
        reader = Guarded(() => Reader(source.Open()));
        try
        {
            if (!Advance()) throw new TradeMLException(ErrorKind.BadInput, "The file is empty.", source.Name, Needed);
            Line = headerLine = blank + 1; // the reader numbers rows but for the first one
            columns = new string[reader.Current.ColCount];
            Array.Fill(columns, "");
            CheckQuotes();
            for (var i = 0; i < columns.Length; i++) columns[i] = Text(i).ToString().ToLowerInvariant();
            RefuseDoubles();
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What the user can do about a bad line.</param>
    /// <exception cref="TradeMLException">
    /// Bad input: not there, empty, no text in UTF-8, a column twice, a quote out of place.
    /// </exception>
    public static CsvFile Open(string path, string remedy = "Correct the line.") => File.Exists(path)
        ? new(path, remedy)
        : throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", path, "Check the path.");

    /// <summary>Whether a file is a CSV by the ending of its name.</summary>
    /// <param name="path">The file.</param>
    public static bool IsCsv(string path) =>
        Array.Exists(Endings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The names of the columns, lower case, without blanks around them.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>Rows read so far, the header not counted.</summary>
    public long Rows { get; private set; }

    /// <summary>The line, from 1, on which the row begins.</summary>
    public long Line { get; private set; }

    /// <summary>The lines of all rows read so far.</summary>
    public CsvLines Lines { get; } = new();

    /// <summary>Where a column is, whatever its case; −1 where there is none.</summary>
    /// <param name="name">Its name.</param>
    public int IndexOf(string name) =>
        Array.FindIndex(columns, column => column.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where the columns are that the file must have.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="others">The names of those it may have.</param>
    /// <exception cref="TradeMLException">Bad input: columns are missing; names them all.</exception>
    public int[] Require(IReadOnlyList<string> names, params IReadOnlyList<string> others)
    {
        var missing = names.Where(name => IndexOf(name) < 0).ToList();
        if (missing.Count == 0) return [.. names.Select(IndexOf)];
        var optional = others.Count == 0 ? "" : $" and takes {string.Join(", ", others)}";
        throw new TradeMLException(
            ErrorKind.BadInput, $"The file has no column {string.Join(", ", missing.Select(name => $"'{name}'"))}.",
            Place(headerLine, missing[0]),
            $"It needs {string.Join(", ", names)}, in any order{optional}.");
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="TradeMLException">
    /// Bad input: another number of cells than in the header, a quote out of place, not UTF-8.
    /// </exception>
    public bool Read()
    {
        if (!Advance()) return false;
        CheckQuotes();
        var count = reader.Current.ColCount;
        if (count != columns.Length)
            throw Bad(
                "1",
                $"The line has {count} fields, {(count > columns.Length ? "more" : "fewer")} fields than the header "
                + $"({columns.Length}); every line has the same number of fields.");
        Lines.Add(Rows++, Line);
        return true;
    }

    /// <summary>A cell as it was meant: without its quotes, blanks kept.</summary>
    /// <param name="column">Which one, from 0.</param>
    public ReadOnlySpan<char> Cell(int column)
    {
        var cell = reader.Current[column].Span;
        if (!quoted || cell.Trim() is not ['"', .., '"'] whole) return cell;
        var text = whole[1..^1];
        return text.Contains('"') ? text.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>A cell without blanks around it.</summary>
    /// <param name="column">Which one, from 0.</param>
    public ReadOnlySpan<char> Text(int column) => Cell(column).Trim();

    /// <summary>A cell without blanks around it; null where it is empty or the column absent.</summary>
    /// <param name="column">Which one, from 0, or −1.</param>
    public string? TextOrNull(int column) =>
        column >= 0 && Text(column) is { IsEmpty: false } text ? text.ToString() : null;

    /// <summary>A cell that names something: not empty, without quotes and control characters.</summary>
    /// <param name="column">Which one, from 0.</param>
    /// <exception cref="TradeMLException">Bad input: it does not.</exception>
    public ReadOnlySpan<char> Name(int column)
    {
        var text = Text(column);
        if (text.IsEmpty) throw Empty(column);
        foreach (var c in text)
            if (c == '"' || char.IsControl(c))
                throw Bad(column,
                    $"Column '{columns[column]}' holds a quote or a control character, which no name has.");
        return text;
    }

    /// <summary>A number; NaN where the cell is empty.</summary>
    /// <param name="column">Which one, from 0.</param>
    /// <exception cref="TradeMLException">Bad input: the cell is no number.</exception>
    public double Number(int column)
    {
        var text = Text(column);
        if (text.IsEmpty) return double.NaN;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Not(column, "a number");
    }

    /// <summary>A day, null where the cell is empty or the column absent.</summary>
    /// <param name="column">Which one, from 0, or −1.</param>
    /// <exception cref="TradeMLException">Bad input: the cell is no day.</exception>
    public DateOnly? Day(int column)
    {
        if (column < 0) return null;
        var text = Text(column);
        if (text.IsEmpty) return null;
        if (CsvTime.TryDay(text, out var day)) return day;
        if (text.Length > 10 && CsvTime.TryDay(text[..10], out _))
            throw Bad(
                column, $"Column '{columns[column]}' holds '{text}', an instant; "
                + "needed is the exchange's local day, such as 2024-03-04.");
        throw Not(column, "a day such as 2024-03-04");
    }

    /// <summary>An instant in UTC; null where the cell is empty.</summary>
    /// <param name="column">Which one, from 0.</param>
    /// <exception cref="TradeMLException">Bad input: the cell is no instant, or has no time zone.</exception>
    public DateTime? Instant(int column)
    {
        var text = Text(column);
        if (text.IsEmpty) return null;
        return CsvTime.TryInstant(text, out var instant)
            ? instant
            : throw Not(column, "an instant with its time zone, such as 2024-03-04T14:30:00Z");
    }

    /// <summary>The error of a cell that must not be empty.</summary>
    /// <param name="column">Which one, from 0.</param>
    public TradeMLException Empty(int column) => Bad(column, $"Column '{columns[column]}' is empty.");

    /// <summary>An error in the row.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <param name="message">What is wrong.</param>
    public TradeMLException Bad(int column, string message) => Bad(columns[column], message);

    /// <summary>How errors call a line, and a column in it.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">Name of the column.</param>
    public string Place(long line, string column) => $"{source.Name}, line {line}, column {column}";

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private SepReader Reader(TextReader text) => Sep.New(source.Separator)
        .Reader(options => options with { HasHeader = false, DisableColCountCheck = true }).From(text);

    private bool Advance()
    {
        while (Guarded(reader.MoveNext))
        {
            var row = reader.Current;
            if (row.Span.IsWhiteSpace() && (row.ColCount == 1 || columns is null))
            {
                blank++;
                continue;
            }

            Line = row.LineNumberFrom;
            return true;
        }

        return false;
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException)
        {
            throw source.NotUtf8();
        }
        catch (Exception e)
            when (e is InvalidDataException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new TradeMLException(
                ErrorKind.BadInput, $"The file can't be read as CSV: {e.Message.Split('\n')[0].Trim()}",
                $"{source.Name}, after line {Line}",
                "Look for a quote that is never closed.", e);
        }
    }

    /// <summary>
    /// Quotes stand around a whole cell, one within it is written twice; else cells or lines may be swallowed.
    /// </summary>
    private void CheckQuotes()
    {
        var row = reader.Current;
        quoted = row.Span.Contains('"');
        if (!quoted) return;
        for (var i = 0; i < row.ColCount; i++)
        {
            var cell = row[i].Span.Trim();
            if (!cell.Contains('"')) continue;
            var name = i < columns.Length && columns[i].Length > 0 ? columns[i] : $"{i + 1}";
            if (cell[0] != '"')
                throw Bad(name, Unreadable + "a quote stands within a cell that does not begin with one.");
            var rest = cell[1..];
            for (var at = rest.IndexOf('"'); ; at = rest.IndexOf('"'))
            {
                if (at < 0) throw Bad(name, Unreadable + "a quote is never closed.");
                rest = rest[(at + 1)..];
                if (rest.IsEmpty) break;
                if (rest[0] != '"')
                    throw Bad(name, Unreadable + "text follows a closing quote, or a quote is never closed.");
                rest = rest[1..];
            }
        }
    }

    private void RefuseDoubles()
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var first = IndexOf(columns[i]);
            if (first == i || columns[i].Length == 0) continue;
            throw new TradeMLException(
                ErrorKind.BadInput, $"The column '{columns[i]}' is there twice (columns {first + 1} and {i + 1}).",
                Place(headerLine, columns[i]), "Rename or remove one of them.");
        }
    }

    private TradeMLException Not(int column, string wanted) =>
        Bad(column, $"Column '{columns[column]}' holds '{Text(column)}', which is not {wanted}.");

    private TradeMLException Bad(string column, string message) =>
        new(ErrorKind.BadInput, message, Place(Line, column), remedy);
}
