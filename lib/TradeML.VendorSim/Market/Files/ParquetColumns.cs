using Parquet;
using Parquet.Schema;
using TradeML.Core.Errors;

namespace TradeML.VendorSim.Market.Files;

/// <summary>Reads whole columns of a Parquet file and turns what does not fit into a sentence.</summary>
internal sealed class ParquetColumns : IAsyncDisposable
{
    private readonly ParquetReader reader;
    private readonly DataField[] fields;

    private ParquetColumns(string file, ParquetReader reader)
    {
        File = file;
        this.reader = reader;
        fields = reader.Schema.GetDataFields();
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            Rows += checked((int)rows.RowCount);
        }
    }

    /// <summary>Path of the file.</summary>
    public string File { get; }

    /// <summary>Rows of all groups.</summary>
    public int Rows { get; }

    public static async Task<ParquetColumns> OpenAsync(string file, CancellationToken cancellationToken)
    {
        if (!System.IO.File.Exists(file))
            throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", file, "Check the path.");
        try
        {
            return new ParquetColumns(file,
                await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken));
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ParquetException)
        {
            throw new TradeMLException(ErrorKind.BadInput, "The file is not a readable Parquet file.", file,
                "Check that it was written completely.", error);
        }
    }

    /// <summary>A column without nulls.</summary>
    public async Task<T[]> ReadAsync<T>(string column, CancellationToken cancellationToken)
        where T : struct
    {
        var (values, known) = await ReadNullableAsync<T>(column, cancellationToken);
        var missing = known is null ? -1 : Array.IndexOf(known, false);
        return missing < 0 ? values : throw new TradeMLException(
            ErrorKind.BadInput, $"The column '{column}' has no value.", $"{File}, row {missing + 1}, column '{column}'",
            "Remove or complete the row.");
    }

    /// <summary>A column and, when it may hold nulls, which rows have a value.</summary>
    public async Task<(T[] Values, bool[]? Known)> ReadNullableAsync<T>(
        string column, CancellationToken cancellationToken)
        where T : struct
    {
        var field = Array.Find(fields, candidate => candidate.Name == column) ?? throw new TradeMLException(
            ErrorKind.BadInput, $"There is no column '{column}'.",
            $"{File}, columns {string.Join(", ", fields.Select(f => f.Name))}",
            $"Rename or add the column '{column}'.");
        if (field.ClrType != typeof(T) || field.IsArray)
        {
            throw new TradeMLException(
                ErrorKind.BadInput,
                $"The column '{column}' holds {Word(field.ClrType)}, but {Word(typeof(T))} is expected.",
                $"{File}, column '{column}'",
                "Write the column with the expected type.");
        }

        var values = new T[Rows];
        var known = field.IsNullable ? new bool[Rows] : null;
        var levels = field.IsNullable ? new int[Rows] : null;
        var at = 0;
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            var count = (int)rows.RowCount;
            await rows.ReadRawAsync<T>(field, values.AsMemory(at, count), levels?.AsMemory(at, count), null,
                cancellationToken);
            if (known is not null)
                Spread(values.AsSpan(at, count), levels.AsSpan(at, count), known.AsSpan(at, count),
                    field.MaxDefinitionLevel);
            at += count;
        }

        return (values, known);
    }

    public async ValueTask DisposeAsync() => await reader.DisposeAsync();

    /// <summary>Known values come packed to the front; this moves each to its row.</summary>
    private static void Spread<T>(Span<T> values, ReadOnlySpan<int> levels, Span<bool> known, int full)
    {
        var packed = 0;
        foreach (var level in levels)
            if (level == full) packed++;
        if (packed == values.Length)
        {
            known.Fill(true);
            return;
        }

        for (var row = values.Length - 1; row >= 0; row--)
        {
            known[row] = levels[row] == full;
            values[row] = known[row] ? values[--packed] : default!;
        }
    }

    private static string Word(Type type) =>
        type == typeof(double) ? "double"
        : type == typeof(long) ? "64-bit integer"
        : type == typeof(DateTime) ? "date"
        : type == typeof(ReadOnlyMemory<char>) ? "text"
        : type.Name;
}
