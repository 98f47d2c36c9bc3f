using Parquet;
using Parquet.Schema;
using TradeML.Core.Contracts;
using TradeML.Lake.Control;

namespace TradeML.Lake.Parquet;

/// <summary>Writes batches as Parquet, and reads back what a reader would need to trust them.</summary>
public static class BatchParquet
{
    /// <summary>
    /// Writes a batch: the contract's columns in its order, NULL for NaN and for columns that were not given.
    /// </summary>
    public static Task WriteAsync(Stream output, ColumnBatch batch, CancellationToken ct) =>
        WriteAsync(output, batch.Contract, Enumerable.Repeat(batch, 1).ToAsyncEnumerable(), ct);

    /// <summary>
    /// Writes batches one after the other into one file, each in row groups of its own. With a sample, whether a
    /// column's values repeat is told from that many of them: one whose values are all different is not searched for
    /// repetitions.
    /// </summary>
    public static async Task WriteAsync(
        Stream output, TableContract table, IAsyncEnumerable<ColumnBatch> batches, CancellationToken ct, int sample = 0)
    {
        var schema = ParquetLayout.SchemaOf(table);
        var options = ParquetLayout.NewOptions();
        options.DictionaryEncodingSampleSize = sample;
        await using var writer = await ParquetWriter.CreateAsync(schema, output, options, cancellationToken: ct)
            .ConfigureAwait(false);
        await foreach (var batch in batches.WithCancellation(ct).ConfigureAwait(false))
        {
            for (var start = 0; start == 0 || start < batch.RowCount; start += ParquetLayout.RowGroupRows)
            {
                var rows = Math.Min(ParquetLayout.RowGroupRows, batch.RowCount - start);
                using var group = writer.CreateRowGroup();
                foreach (var field in schema.DataFields)
                    await WriteColumnAsync(group, field, table.Find(field.Name)!, batch[field.Name], start, rows, ct)
                        .ConfigureAwait(false);
            }
        }

        InstantColumns.Declare(writer, table);
    }

    /// <summary>The number of rows a finished file says it holds.</summary>
    public static async Task<long> RowCountAsync(string path, CancellationToken ct)
    {
        await using var reader = await ParquetReader.CreateAsync(path, cancellationToken: ct).ConfigureAwait(false);
        return reader.Metadata?.NumRows ?? 0;
    }

    private static Task WriteColumnAsync(
        ParquetRowGroupWriter group, DataField field, ColumnContract column, Array? values, int start, int rows,
        CancellationToken ct) => values switch
        {
            null => WriteNullsAsync(group, field, column, rows, ct),
            string?[] a => group.WriteAsync(field, new ArraySegment<string>(a!, start, rows)),
            double[] a => WriteAsync(group, field, a, start, rows, double.IsNaN, ct),
            float[] a => WriteAsync(group, field, a, start, rows, float.IsNaN, ct),
            long[] a => WriteAsync(group, field, a, start, rows, Never, ct),
            bool[] a => WriteAsync(group, field, a, start, rows, Never, ct),
            decimal[] a => WriteAsync(group, field, a, start, rows, Never, ct),
            DateOnly[] a => WriteAsync(group, field, a, start, rows, Never, ct),
            DateTime[] a => WriteAsync(group, field, Micros(a, start, rows), 0, rows, Never, ct),
            long?[] a => group.WriteAsync<long>(field, a.AsMemory(start, rows), cancellationToken: ct),
            decimal?[] a => group.WriteAsync<decimal>(field, a.AsMemory(start, rows), cancellationToken: ct),
            DateOnly?[] a => group.WriteAsync<DateOnly>(field, a.AsMemory(start, rows), cancellationToken: ct),
            DateTime?[] a => group.WriteAsync<long>(field, Micros(a, start, rows), cancellationToken: ct),
            _ => throw new ArgumentException($"No column is a {values.GetType().Name}.", nameof(values)),
        };

    private static long[] Micros(DateTime[] values, int start, int rows)
    {
        var micros = new long[rows];
        for (var i = 0; i < rows; i++) micros[i] = InstantText.ToMicros(values[start + i]);
        return micros;
    }

    private static long?[] Micros(DateTime?[] values, int start, int rows)
    {
        var micros = new long?[rows];
        for (var i = 0; i < rows; i++)
            micros[i] = values[start + i] is { } instant ? InstantText.ToMicros(instant) : null;
        return micros;
    }

    private static bool Never<T>(T value) => false;

    // Parquet.Net takes an optional column as nullable values only.
    private static Task WriteAsync<T>(
        ParquetRowGroupWriter group, DataField field, T[] values, int start, int rows, Func<T, bool> unknown,
        CancellationToken ct) where T : struct
    {
        if (!field.IsNullable) return group.WriteAsync<T>(field, values.AsMemory(start, rows), cancellationToken: ct);
        var known = new T?[rows];
        for (var i = 0; i < rows; i++)
            if (values[start + i] is var value && !unknown(value)) known[i] = value;
        return group.WriteAsync<T>(field, known, cancellationToken: ct);
    }

    private static Task WriteNullsAsync(
        ParquetRowGroupWriter group, DataField field, ColumnContract column, int rows, CancellationToken ct) =>
        column.Type switch
        {
            ColumnType.Text => group.WriteAsync(field, new string[rows]),
            ColumnType.Date => group.WriteAsync<DateOnly>(field, new DateOnly?[rows], cancellationToken: ct),
            ColumnType.Instant => group.WriteAsync<long>(field, new long?[rows], cancellationToken: ct),
            ColumnType.Double => group.WriteAsync<double>(field, new double?[rows], cancellationToken: ct),
            ColumnType.Float => group.WriteAsync<float>(field, new float?[rows], cancellationToken: ct),
            ColumnType.Long => group.WriteAsync<long>(field, new long?[rows], cancellationToken: ct),
            ColumnType.Decimal => group.WriteAsync<decimal>(field, new decimal?[rows], cancellationToken: ct),
            ColumnType.Bool => group.WriteAsync<bool>(field, new bool?[rows], cancellationToken: ct),
            _ => throw new ArgumentOutOfRangeException(nameof(column)),
        };
}
