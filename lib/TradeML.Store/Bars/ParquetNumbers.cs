using TradeML.Lake.Parquet.Columns;

namespace TradeML.Store.Bars;

/// <summary>Numeric columns of a Parquet file as doubles, whatever their width; NULL is NaN.</summary>
internal static class ParquetNumbers
{
    /// <summary>Reads one row group of a column.</summary>
    internal static void Read(ColumnSource source, Span<double> result)
    {
        var type = source.Field.ClrType;
        if (type == typeof(double)) Read<double>(source, result, null);
        else if (type == typeof(float)) Read<float>(source, result, v => v);
        else if (type == typeof(long)) Read<long>(source, result, v => v);
        else Read<int>(source, result, v => v);
    }

    private static void Read<T>(ColumnSource source, Span<double> result, Func<T, double>? widen)
        where T : unmanaged
    {
        using var pages = source.Pages();
        NumberColumn.Decode(pages, source.Field.IsNullable, result, double.NaN, widen);
    }
}
