using System.Reflection;
using Parquet;
using Parquet.Meta;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;

namespace TradeML.Lake.Parquet;

/// <summary>
/// Instants go through Parquet.Net as 64-bit microseconds and are declared as timestamps when the file is finished.
/// Parquet.Net 6.1.0 counts the statistics of a timestamp column in milliseconds whatever its unit, so that every
/// reader that trusts statistics would skip rows; those of a column of integers are right.
/// </summary>
internal static class InstantColumns
{
    private static readonly FieldInfo Footer = Private(typeof(ParquetWriter), "_footer");
    private static readonly FieldInfo Metadata = Private(Footer.FieldType, "_fileMeta");

    /// <summary>
    /// Declares the contract's instants as UTC timestamps in microseconds; call once all rows are written, before the
    /// writer closes.
    /// </summary>
    public static void Declare(ParquetWriter writer, TableContract table)
    {
        if (Footer.GetValue(writer) is not { } footer || Metadata.GetValue(footer) is not FileMetaData metadata)
            throw Changed();
        foreach (var element in metadata.Schema)
        {
            if (table.Find(element.Name) is not { Type: ColumnType.Instant }) continue;
            element.ConvertedType = null;
            element.LogicalType = new LogicalType
            {
                TIMESTAMP = new TimestampType
                {
                    IsAdjustedToUTC = true,
                    Unit = new TimeUnit { MICROS = new MicroSeconds() }
                },
            };
        }
    }

    private static FieldInfo Private(System.Type type, string name) =>
        type.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic) ?? throw Changed();

    private static TradeMLException Changed() =>
        new(ErrorKind.Internal,
            "Parquet.Net keeps its footer elsewhere than in version 6.1.0: instants can't be declared.");
}
