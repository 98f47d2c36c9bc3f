using Parquet.Schema;
using TradeML.Lake.Parquet.Columns;

namespace TradeML.Store.Bars;

/// <summary>Numeric columns of a Parquet file as doubles, whatever their width; NULL is NaN.</summary>
internal static class ParquetNumbers
{
    /// <summary>Whether a column is numeric.</summary>
    internal static bool CanRead(DataField field) =>
        field.ClrType == typeof(double) || field.ClrType == typeof(float) || field.ClrType == typeof(long)
            || field.ClrType == typeof(int)
        || field.ClrType == typeof(decimal);

    /// <summary>Reads one row group of a column.</summary>
    internal static void Read(ColumnSource source, DataField field, Memory<double> result)
    {
        if (field.ClrType == typeof(double)) Read<double>(source, field, result.Span, null);
        else if (field.ClrType == typeof(float)) Read<float>(source, field, result.Span, v => v);
        else if (field.ClrType == typeof(long)) Read<long>(source, field, result.Span, v => v);
        else if (field.ClrType == typeof(int)) Read<int>(source, field, result.Span, v => v);
        else Widen(source.Slowly<decimal>(field, result.Length), result.Span, v => (double)v);
    }

    private static void Read<T>(ColumnSource source, DataField field, Span<double> result, Func<T, double>? widen)
        where T : unmanaged
    {
        using var pages = source.Pages();
        if (pages is not null) NumberColumn.Decode(pages, field.IsNullable, result, double.NaN, widen);
        else Widen(source.Slowly<T>(field, result.Length), result, widen ?? (v => (double)(object)v));
    }

    private static void Widen<T>(T?[] values, Span<double> result, Func<T, double> widen)
        where T : struct
    {
        for (var i = 0; i < result.Length; i++) result[i] = values[i] is { } value ? widen(value) : double.NaN;
    }
}
