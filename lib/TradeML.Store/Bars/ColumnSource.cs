using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;
using TradeML.Lake.Parquet.Columns;

namespace TradeML.Store.Bars;

/// <summary>
/// One column of one row group: its pages where they can be decoded directly, and Parquet.Net's reader, one thread at a
/// time, for anything else.
/// </summary>
/// <param name="Reader">The reader of the file.</param>
/// <param name="Group">Row group.</param>
/// <param name="File">The file.</param>
/// <param name="Column">What the footer says about the column.</param>
internal readonly record struct ColumnSource(
    ParquetReader Reader, int Group, SafeFileHandle File, ColumnMetaData? Column)
{
    /// <summary>The pages, or null when their encoding or codec is a rare one.</summary>
    internal ColumnPages? Pages() => ColumnPages.CanRead(Column) ? new(File, Column!) : null;

    /// <summary>Reads values as nullable ones, whatever their encoding.</summary>
    internal T?[] Slowly<T>(DataField field, int rows)
        where T : struct
    {
        var values = new T?[rows];
        lock (Reader)
        {
            using var group = Reader.OpenRowGroupReader(Group);
            group.ReadAsync<T>(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
        }

        return values;
    }

    /// <summary>Reads texts, whatever their encoding.</summary>
    internal string?[] SlowTexts(DataField field, int rows)
    {
        var texts = new string?[rows];
        lock (Reader)
        {
            using var group = Reader.OpenRowGroupReader(Group);
            group.ReadAsync(field, texts.AsMemory()).AsTask().GetAwaiter().GetResult();
        }

        return texts;
    }
}
