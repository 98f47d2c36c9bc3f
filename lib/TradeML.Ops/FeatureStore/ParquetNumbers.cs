using Parquet;
using Parquet.Schema;

namespace TradeML.Ops.FeatureStore;

/// <summary>Numeric columns of a Parquet file as doubles, whatever their width; NULL is NaN.</summary>
internal static class ParquetNumbers
{
    /// <summary>Whether a column is numeric.</summary>
    internal static bool CanRead(DataField field) =>
        field.ClrType == typeof(double) || field.ClrType == typeof(float) || field.ClrType == typeof(long) || field.ClrType == typeof(int)
        || field.ClrType == typeof(decimal);

    /// <summary>Reads one row group of a column.</summary>
    internal static void Read(ParquetRowGroupReader source, DataField field, Memory<double> result)
    {
        if (field.ClrType == typeof(double)) Read<double>(source, field, result, v => v);
        else if (field.ClrType == typeof(float)) Read<float>(source, field, result, v => v);
        else if (field.ClrType == typeof(long)) Read<long>(source, field, result, v => v);
        else if (field.ClrType == typeof(int)) Read<int>(source, field, result, v => v);
        else Read<decimal>(source, field, result, v => (double)v);
    }

    private static void Read<T>(ParquetRowGroupReader source, DataField field, Memory<double> result, Func<T, double> widen)
        where T : struct
    {
        var values = result is Memory<T> same ? same : new T[result.Length];
        var levels = field.IsNullable ? new int[result.Length] : null;
        source.ReadRawAsync(field, values, levels?.AsMemory(), null).AsTask().GetAwaiter().GetResult();
        var target = result.Span;
        var read = values.Span;
        if (levels is null || !levels.AsSpan().ContainsAnyExcept(field.MaxDefinitionLevel))
        {
            if (result is not Memory<T>)
                for (var i = 0; i < target.Length; i++) target[i] = widen(read[i]);
            return;
        }

        // Known values come packed to the front; from the end each moves to its row.
        var packed = levels.AsSpan().Count(field.MaxDefinitionLevel);
        for (var row = target.Length - 1; row >= 0; row--) target[row] = levels[row] == field.MaxDefinitionLevel ? widen(read[--packed]) : double.NaN;
    }
}
