using TradeML.Core.Errors;

namespace TradeML.Core.Contracts;

/// <summary>
/// Rows of one table as a structure of arrays, checked against the table's contract: every column present, of the
/// declared type, equally long, without a null where none may be. It does not copy the arrays.
/// </summary>
public sealed class ColumnBatch
{
    private readonly Dictionary<string, Array> columns;

    /// <summary>Wraps columns as a batch of <paramref name="contract"/>.</summary>
    /// <param name="contract">The table's contract.</param>
    /// <param name="columns">One array a column; the array types are those of <see cref="ColumnType"/>. Nullable
    /// columns may be absent: they read as all null.</param>
    /// <param name="rowCount">Number of rows; each array is exactly that long.</param>
    /// <exception cref="TradeMLException">Bad input: an unknown or missing column, a wrong type or length, a forbidden
    /// null.</exception>
    public ColumnBatch(TableContract contract, IReadOnlyDictionary<string, Array> columns, int rowCount)
    {
        Contract = contract;
        RowCount = rowCount;
        this.columns = new(columns);
        Validate();
    }

    /// <summary>The contract the batch was checked against.</summary>
    public TableContract Contract { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The array of a column, or null for a nullable column that was not given.</summary>
    /// <param name="name">A column name of the contract.</param>
    public Array? this[string name] => columns.GetValueOrDefault(name);

    /// <summary>The array of a column in its type.</summary>
    /// <typeparam name="T">The array type, for example <c>double[]</c>.</typeparam>
    /// <param name="name">A column name of the contract.</param>
    /// <exception cref="TradeMLException">Internal: the column is absent or of another type.</exception>
    public T Get<T>(string name) where T : class =>
        this[name] as T ?? throw new TradeMLException(
            ErrorKind.Internal, $"Column '{name}' of {Contract.Name} is not a {typeof(T).Name}.", Contract.Name);

    private void Validate()
    {
        foreach (var name in columns.Keys)
            if (Contract.Find(name) is null) throw Bad($"Column '{name}' is not in the contract.");
        foreach (var column in Contract.Columns)
        {
            if (!columns.TryGetValue(column.Name, out var array))
            {
                if (!column.Nullable) throw Bad($"Column '{column.Name}' is missing.");
                continue;
            }

            if (array.Length != RowCount)
                throw Bad($"Column '{column.Name}' has {array.Length} rows, expected {RowCount}.");
            if (!HasType(array, column))
                throw Bad($"Column '{column.Name}' is a {array.GetType().Name}, the contract says {column.Type}.");
            if (!column.Nullable && FirstNull(array) is >= 0 and var row)
                throw Bad(
                    $"Column '{column.Name}' has no value in row {row}, and the contract allows none to be missing.");
        }
    }

    private static bool HasType(Array array, ColumnContract column) => column.Type switch
    {
        ColumnType.Text => array is string?[],
        ColumnType.Date => array is DateOnly[] || (column.Nullable && array is DateOnly?[]),
        ColumnType.Instant => array is DateTime[] || (column.Nullable && array is DateTime?[]),
        ColumnType.Double => array is double[],
        ColumnType.Float => array is float[],
        ColumnType.Long => array is long[] || (column.Nullable && array is long?[]),
        ColumnType.Bool => array is bool[],
        ColumnType.Decimal => array is decimal[] || (column.Nullable && array is decimal?[]),
        _ => false,
    };

    private static int FirstNull(Array array) => array switch
    {
        string?[] text => Array.IndexOf(text, null),
        double[] doubles => Array.FindIndex(doubles, double.IsNaN),
        float[] floats => Array.FindIndex(floats, float.IsNaN),
        _ => -1,
    };

    private TradeMLException Bad(string message) =>
        new(ErrorKind.BadInput, message, Contract.Name,
            $"The columns of {Contract.Name} are listed by `ata lake tables {Contract.Name}`.");
}
