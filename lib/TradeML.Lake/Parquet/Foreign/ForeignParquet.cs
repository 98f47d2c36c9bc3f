using TradeML.Core.Errors;
using TradeML.Lake.DuckDb;

namespace TradeML.Lake.Parquet.Foreign;

/// <summary>
/// A Parquet file that the user brings, whatever wrote it: its columns as a SELECT that turns every encoding, width and
/// type into ours, once each cell is known to be one.
/// </summary>
public sealed class ForeignParquet
{
    private readonly ScratchDb db;
    private readonly List<(ColumnNeed Need, string AsWritten, string Type, string Cell)> columns = [];
    private readonly string name, source, remedy;

    private ForeignParquet(ScratchDb db, string path, string remedy)
    {
        (this.db, this.remedy) = (db, remedy);
        name = Path.GetFileName(path);
        source = $"read_parquet({Sql.Text(path)}, file_row_number = true)";
    }

    /// <summary>The columns that are there, of those that were asked for.</summary>
    public IEnumerable<ColumnNeed> Columns => columns.Select(c => c.Need);

    /// <summary>
    /// The rows in the file's order: <c>row</c> (from 1), then each of <see cref="Columns"/> as text, DATE, TIMESTAMPTZ
    /// or DOUBLE.
    /// </summary>
    public string Select =>
        "SELECT file_row_number + 1 AS row, "
            + string.Join(", ", columns.Select(c => $"{c.Cell} AS {Sql.Name(c.Need.Name)}")) + $" FROM {source}";

    /// <summary>Looks at a file's columns and cells.</summary>
    /// <param name="db">Reads it.</param>
    /// <param name="path">The file.</param>
    /// <param name="needs">The columns that are wanted.</param>
    /// <param name="remedy">What the user can do about a bad row.</param>
    /// <exception cref="TradeMLException">Bad input: no Parquet, cut off, a column missing, twice or of a type that
    /// can't be meant, or a cell that is no value of its kind; names file, row (from 1) and column.</exception>
    public static ForeignParquet Open(
        ScratchDb db, string path, IReadOnlyList<ColumnNeed> needs, string remedy = "Correct or remove the row.")
    {
        ArgumentNullException.ThrowIfNull(db);
        RequireWhole(path);
        var file = new ForeignParquet(db, path, remedy);
        try
        {
            file.Find(path, needs);
            file.CheckCells();
        }
        catch (TradeMLException e) when (e.Place is null)
        {
            throw Unreadable(path, e);
        }

        return file;
    }

    /// <summary>The names of a file's columns, as they are written.</summary>
    /// <param name="db">Reads it.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="TradeMLException">Bad input: no Parquet, or cut off.</exception>
    public static IReadOnlyList<string> NamesOf(ScratchDb db, string path)
    {
        ArgumentNullException.ThrowIfNull(db);
        RequireWhole(path);
        try
        {
            return TopNames(db.Query(
                $"SELECT name, coalesce(num_children, 0)::BIGINT FROM parquet_schema({Sql.Text(path)})"));
        }
        catch (TradeMLException e)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Refuses a file that does not begin and end as Parquet does.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TradeMLException">Bad input: it is empty, something else, encrypted or cut off.</exception>
    public static void RequireWhole(string path)
    {
        using var file = File.OpenHandle(path);
        Span<byte> start = stackalloc byte[4], end = stackalloc byte[4];
        var length = RandomAccess.GetLength(file);
        RandomAccess.Read(file, start, 0);
        RandomAccess.Read(file, end, Math.Max(0, length - 4));
        var what = length == 0 ? "The file is empty, no Parquet."
            : start.SequenceEqual("PARE"u8) ? "The Parquet file is encrypted."
            : !start.SequenceEqual("PAR1"u8) ? "The file is no Parquet file."
            : length < 12 || !end.SequenceEqual("PAR1"u8) ? "The Parquet file is cut off: its footer is missing."
            : null;
        if (what is not null)
            throw new TradeMLException(ErrorKind.BadInput, what, Path.GetFileName(path),
                "It must be a whole Parquet file, or a .csv file with a header line.");
    }

    /// <summary>Refuses columns that are there twice and required ones that are missing.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="written">The names of its columns.</param>
    /// <param name="needs">The columns that are wanted.</param>
    internal static void CheckNames(string file, IReadOnlyList<string> written, IReadOnlyList<ColumnNeed> needs)
    {
        var names = written.Select(Plain).ToList();
        for (var i = 0; i < names.Count; i++)
            if (names.IndexOf(names[i]) is var first && first < i)
                throw new TradeMLException(
                    ErrorKind.BadInput,
                    $"The column '{names[i]}' is there twice (columns {first + 1} and {i + 1}).",
                    $"{file}, column {names[i]}", "Rename or remove one of them.");
        var missing = needs.Where(n => n.Required && !names.Contains(n.Name)).ToList();
        if (missing.Count == 0) return;
        var others = needs.Where(n => !n.Required).Select(n => n.Name).ToList();
        throw new TradeMLException(
            ErrorKind.BadInput, $"The file has no column {string.Join(", ", missing.Select(n => $"'{n.Name}'"))}.",
            $"{file}, column {missing[0].Name}",
            $"It needs {string.Join(", ", needs.Where(n => n.Required).Select(n => n.Name))}, in any order"
                + (others.Count > 0 ? $", and takes {string.Join(", ", others)}." : "."));
    }

    /// <summary>A column's name as it is compared: lower case, without blanks around it.</summary>
    /// <param name="written">As it is written.</param>
    public static string Plain(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return written.Trim().ToLowerInvariant();
    }

    private static TradeMLException Unreadable(string path, TradeMLException e) => new(
        ErrorKind.BadInput, $"The file can't be read as Parquet: {e.Message.Split('\n')[0]}", Path.GetFileName(path),
        "Write it anew; a CSV with a header line is read too.", e);

    private void Find(string path, IReadOnlyList<ColumnNeed> needs)
    {
        var written = NamesOf(db, path).ToList();
        CheckNames(name, written, needs);
        var found = db.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {source})");
        foreach (var need in needs)
        {
            var at = written.FindIndex(w => Plain(w) == need.Name);
            if (at < 0) continue;
            var (column, type) = (Sql.Name(found.Texts(0)[at]!), found.Texts(1)[at]!);
            columns.Add((need, column, type, CellSql.Of(column, type, need.Kind) ?? throw Wrong(need, type)));
        }
    }

    // The schema comes depth first, the children of a column behind it.
    private static List<string> TopNames(DuckColumns schema)
    {
        var (names, children, top) = (schema.Texts(0), schema.Longs(1), new List<string>());
        var at = 1;
        void Skip()
        {
            for (var left = children[at++]; left > 0; left--) Skip();
        }

        while (at < names.Length)
        {
            top.Add(names[at]!);
            Skip();
        }

        return top;
    }

    private void CheckCells()
    {
        var tests = columns.ConvertAll(c =>
            $"min(CASE WHEN {CellSql.IsBad(c.AsWritten, c.Cell, c.Need)} THEN file_row_number END)");
        var first = db.Query($"SELECT {string.Join(", ", tests)} FROM {source}");
        var bad = columns.Select((c, i) => (Column: c, Row: first.NullableLongs(i)[0])).Where(c => c.Row is not null)
            .OrderBy(c => c.Row).FirstOrDefault();
        if (bad.Row is not { } row) return;
        var text = db.Query(
            $"SELECT {bad.Column.AsWritten}::VARCHAR FROM {source} WHERE file_row_number = {row}").Texts(0)[0]!;
        throw new TradeMLException(
            ErrorKind.BadInput, $"Column '{bad.Column.Need.Name}' holds {What(bad.Column.Need, bad.Column.Type, text)}",
            $"{name}, row {row + 1}, column {bad.Column.Need.Name}", remedy);
    }

    private static string What(ColumnNeed need, string type, string text) => need.Kind switch
    {
        CellKind.Text when type == "BLOB" && !text.Contains('"') => "bytes that are no name in UTF-8.",
        CellKind.Text => "a quote or a control character, which no name has.",
        CellKind.Day when CellSql.IsLocalTime(type) && !text.EndsWith(" 00:00:00", StringComparison.Ordinal)
            && char.IsAsciiDigit(text[0]) && !text.EndsWith(')') =>
            $"{text}, a time; a daily bar is dated by the exchange's local day.",
        CellKind.Day when type == "VARCHAR" && text.Trim() is { Length: > 10 } time && time.Contains(':') =>
            $"'{time}', an instant; needed is the exchange's local day, such as 2024-03-04.",
        CellKind.Day => $"'{text}', which is not a day such as 2024-03-04.",
        CellKind.Instant =>
            $"'{text}', which is not an instant with its time zone, such as 2024-03-04T14:30:00Z.",
        _ => $"'{text}', which is not a number.",
    };

    private TradeMLException Wrong(ColumnNeed need, string type)
    {
        var needed = need.Kind switch
        {
            CellKind.Text => need.Name == "symbol" ? "the text of a ticker is needed" : "text is needed",
            CellKind.Day => "a date is needed",
            CellKind.Instant => "an instant is needed",
            _ => "a number is needed",
        };
        var place = $"{name}, column {need.Name}";
        if (need.Kind == CellKind.Day && type == "TIMESTAMP WITH TIME ZONE")
            return new(
                ErrorKind.BadInput,
                $"Column '{need.Name}' holds instants in UTC; a daily bar is dated by the exchange's local day.", place,
                "Write the column as a date without time.");
        if (need.Kind == CellKind.Instant && CellSql.IsLocalTime(type))
            return new(
                ErrorKind.BadInput,
                $"Column '{need.Name}' holds timestamps without a time zone, where instants in UTC are needed.", place,
                "Write the column as a timestamp in UTC.");
        var holds = type switch
        {
            "VARCHAR" => "text",
            "BLOB" => "bytes",
            _ => $"values of the type {type}",
        };
        return new(ErrorKind.BadInput, $"Column '{need.Name}' holds {holds}, where {needed}.", place,
            "Write the column with the type that is needed.");
    }
}
