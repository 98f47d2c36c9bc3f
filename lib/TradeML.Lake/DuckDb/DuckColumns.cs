using TradeML.Core.Contracts;
using TradeML.Core.Errors;

namespace TradeML.Lake.DuckDb;

/// <summary>A query's result as a structure of arrays. The arrays are the caller's to keep.</summary>
public sealed class DuckColumns
{
    private readonly DuckColumn[] columns;

    internal DuckColumns(DuckColumn[] columns, int rowCount)
    {
        this.columns = columns;
        RowCount = rowCount;
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount => columns.Length;

    /// <summary>Name of a column.</summary>
    /// <param name="column">Its index, from 0.</param>
    public string Name(int column) => columns[column].Name;

    /// <summary>Type of a column: integers of any width read as Long.</summary>
    /// <param name="column">Its index, from 0.</param>
    public ColumnType Type(int column) => columns[column].Type;

    /// <summary>Index of the column of that name.</summary>
    /// <param name="name">Its name, case ignored.</param>
    /// <exception cref="TradeMLException">Bad input: there is none.</exception>
    public int IndexOf(string name)
    {
        var index = Array.FindIndex(columns, c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? index
            : throw new TradeMLException(ErrorKind.BadInput, $"The result has no column '{name}'.");
    }

    /// <summary>A column as doubles; NULL is NaN. Integer columns convert.</summary>
    /// <param name="column">Its index, from 0.</param>
    public double[] Doubles(int column) => columns[column].Values switch
    {
        double[] values => values,
        float[] values => Array.ConvertAll(values, v => (double)v),
        decimal[] values =>
            values.Select((v, i) => columns[column].Missing?[i] == true ? double.NaN : (double)v).ToArray(),
        long[] values when columns[column].Missing is { } missing =>
            values.Select((v, i) => missing[i] ? double.NaN : v).ToArray(),
        long[] values => Array.ConvertAll(values, v => (double)v),
        _ => throw Wrong(column, "number"),
    };

    /// <summary>A column as 32-bit floats; NULL is NaN.</summary>
    /// <param name="column">Its index, from 0.</param>
    public float[] Floats(int column) =>
        columns[column].Values as float[] ?? Array.ConvertAll(Doubles(column), v => (float)v);

    /// <summary>A column of integers without NULL.</summary>
    /// <param name="column">Its index, from 0.</param>
    /// <exception cref="TradeMLException">Bad input: it is no integer column or holds a NULL.</exception>
    public long[] Longs(int column) => Complete<long>(column, "integer");

    /// <summary>A column of integers; NULL is null.</summary>
    /// <param name="column">Its index, from 0.</param>
    public long?[] NullableLongs(int column) => Nullable<long>(column, "integer");

    /// <summary>A column of texts; NULL is null.</summary>
    /// <param name="column">Its index, from 0.</param>
    public string?[] Texts(int column) => columns[column].Values as string?[] ?? throw Wrong(column, "text");

    /// <summary>A column of days without NULL.</summary>
    /// <param name="column">Its index, from 0.</param>
    /// <exception cref="TradeMLException">Bad input: it is no date column or holds a NULL.</exception>
    public DateOnly[] Dates(int column) => Complete<DateOnly>(column, "date");

    /// <summary>A column of days; NULL is null.</summary>
    /// <param name="column">Its index, from 0.</param>
    public DateOnly?[] NullableDates(int column) => Nullable<DateOnly>(column, "date");

    /// <summary>A column of UTC instants without NULL.</summary>
    /// <param name="column">Its index, from 0.</param>
    /// <exception cref="TradeMLException">Bad input: it is no instant column or holds a NULL.</exception>
    public DateTime[] Instants(int column) => Complete<DateTime>(column, "timestamp");

    /// <summary>A column of UTC instants; NULL is null.</summary>
    /// <param name="column">Its index, from 0.</param>
    public DateTime?[] NullableInstants(int column) => Nullable<DateTime>(column, "timestamp");

    /// <summary>A column of truth values without NULL.</summary>
    /// <param name="column">Its index, from 0.</param>
    /// <exception cref="TradeMLException">Bad input: it is no boolean column or holds a NULL.</exception>
    public bool[] Bools(int column) => Complete<bool>(column, "boolean");

    /// <summary>A column of exact decimals without NULL.</summary>
    /// <param name="column">Its index, from 0.</param>
    /// <exception cref="TradeMLException">Bad input: it is no decimal column or holds a NULL.</exception>
    public decimal[] Decimals(int column) => Complete<decimal>(column, "decimal");

    /// <summary>A column of exact decimals; NULL is null.</summary>
    /// <param name="column">Its index, from 0.</param>
    public decimal?[] NullableDecimals(int column) => Nullable<decimal>(column, "decimal");

    /// <summary>One value as an object, null for NULL; for showing, not for numbers.</summary>
    /// <param name="column">Its column, from 0.</param>
    /// <param name="row">Its row, from 0.</param>
    public object? Value(int column, int row)
    {
        if (columns[column].Missing?[row] == true) return null;
        var value = columns[column].Values.GetValue(row);
        return value is double.NaN or float.NaN ? null : value;
    }

    /// <summary>The result as a batch of a table: columns are taken by name.</summary>
    /// <param name="contract">The table's contract.</param>
    /// <exception cref="TradeMLException">Bad input: the columns don't fit the contract.</exception>
    public ColumnBatch ToBatch(TableContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var arrays = new Dictionary<string, Array>();
        for (var i = 0; i < columns.Length; i++)
            if (contract.Find(columns[i].Name) is { } column) arrays.Add(column.Name, ArrayOf(i, column));
        return new ColumnBatch(contract, arrays, RowCount);
    }

    private Array ArrayOf(int index, ColumnContract column)
    {
        var nullable = column.Nullable && columns[index].Missing is not null;
        return column.Type switch
        {
            ColumnType.Text => Texts(index),
            ColumnType.Double => Doubles(index),
            ColumnType.Float => Floats(index),
            ColumnType.Date => nullable ? NullableDates(index) : Dates(index),
            ColumnType.Instant => nullable ? NullableInstants(index) : Instants(index),
            ColumnType.Long => nullable ? NullableLongs(index) : Longs(index),
            ColumnType.Decimal => nullable ? NullableDecimals(index) : Decimals(index),
            _ => Bools(index),
        };
    }

    private T[] Complete<T>(int column, string kind) where T : struct
    {
        var values = columns[column].Values as T[] ?? throw Wrong(column, kind);
        return columns[column].Missing is null ? values : throw new TradeMLException(
            ErrorKind.BadInput, $"Column '{Name(column)}' holds NULL where a {kind} is needed.");
    }

    private T?[] Nullable<T>(int column, string kind) where T : struct
    {
        var values = columns[column].Values as T[] ?? throw Wrong(column, kind);
        var missing = columns[column].Missing;
        var result = new T?[values.Length];
        for (var i = 0; i < values.Length; i++) result[i] = missing is not null && missing[i] ? null : values[i];
        return result;
    }

    private TradeMLException Wrong(int column, string kind) =>
        new(ErrorKind.BadInput, $"Column '{Name(column)}' is a {Type(column)}, not a {kind}.");
}
