using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using TradeML.Core.Contracts;

namespace TradeML.Lake.Parquet;

/// <summary>
/// How the lake's Parquet files are laid out, whoever writes them: the one place for compression, row groups and types.
/// </summary>
internal static class ParquetLayout
{
    /// <summary>Rows of a row group; DuckDB's own default, so that its threads find equal shares.</summary>
    public const int RowGroupRows = 122_880;

    /// <summary>Digits of an exact decimal, and how many of them follow the point.</summary>
    public const int DecimalDigits = 28, DecimalScale = 8;

    /// <summary>The columns' order, compression and row groups as DuckDB's COPY takes them.</summary>
    public static string CopyOptions => $"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {RowGroupRows}";

    /// <summary>
    /// Options of Parquet.Net. Its default level is the extreme one and writes 40 times slower for a quarter less size.
    /// </summary>
    public static ParquetOptions NewOptions() => new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Optimal,
        UseDateOnlyTypeForDates = true,
    };

    /// <summary>The Parquet schema of a contract.</summary>
    public static ParquetSchema SchemaOf(TableContract table) => new(table.Columns.Select(c => (Field)FieldOf(c)));

    /// <summary>The type of a column in DuckDB's SQL.</summary>
    public static string SqlType(ColumnType type) => type switch
    {
        ColumnType.Text => "VARCHAR",
        ColumnType.Date => "DATE",
        ColumnType.Instant => "TIMESTAMPTZ",
        ColumnType.Double => "DOUBLE",
        ColumnType.Float => "FLOAT",
        ColumnType.Long => "BIGINT",
        ColumnType.Bool => "BOOLEAN",
        ColumnType.Decimal => $"DECIMAL({DecimalDigits}, {DecimalScale})",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static DataField FieldOf(ColumnContract column) => column.Type switch
    {
        ColumnType.Text => new DataField(column.Name, typeof(string), isNullable: column.Nullable),
        ColumnType.Date => new DataField(column.Name, typeof(DateOnly), isNullable: column.Nullable),
        // see InstantColumns
        ColumnType.Instant => new DataField(column.Name, typeof(long), isNullable: column.Nullable),
        ColumnType.Double => new DataField(column.Name, typeof(double), isNullable: column.Nullable),
        ColumnType.Float => new DataField(column.Name, typeof(float), isNullable: column.Nullable),
        ColumnType.Long => new DataField(column.Name, typeof(long), isNullable: column.Nullable),
        ColumnType.Bool => new DataField(column.Name, typeof(bool), isNullable: column.Nullable),
        ColumnType.Decimal =>
            new DecimalDataField(column.Name, DecimalDigits, DecimalScale, isNullable: column.Nullable),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };
}
