using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Schema;
using TradeML.Lake.Parquet.Columns;

namespace TradeML.Store.Bars;

/// <summary>One column of one row group.</summary>
/// <param name="Reader">The reader of the file.</param>
/// <param name="Group">Row group.</param>
/// <param name="File">The file.</param>
/// <param name="Field">The column.</param>
internal readonly record struct ColumnSource(ParquetReader Reader, int Group, SafeFileHandle File, DataField Field)
{
    /// <summary>Its pages.</summary>
    internal ColumnPages Pages()
    {
        var name = Field.Name;
        var chunk = Reader.RowGroups[Group].RowGroup.Columns
            .Find(c => c.MetaData?.PathInSchema is [var part] && part == name);
        return new(File, chunk?.MetaData ?? throw new InvalidDataException("A row group lacks a column."));
    }
}
