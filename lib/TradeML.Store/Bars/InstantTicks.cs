using Parquet.Schema;
using TradeML.Lake.Parquet.Columns;

namespace TradeML.Store.Bars;

/// <summary>Timestamps of a Parquet file as ticks since 0001-01-01, whatever their unit.</summary>
internal static class InstantTicks
{
    /// <summary>What stands for no value.</summary>
    internal const long Unknown = long.MinValue;

    /// <summary>Reads one row group of a column.</summary>
    /// <exception cref="OverflowException">An instant lies thousands of years away.</exception>
    internal static void Read(ColumnSource source, Span<long> ticks)
    {
        using var pages = source.Pages();
        NumberColumn.Decode<long, long>(pages, source.Field.IsNullable, ticks, Unknown, null);
        var (times, over) = ((DateTimeDataField)source.Field).Unit switch
        {
            DateTimeTimeUnit.Millis => (TimeSpan.TicksPerMillisecond, 1L),
            DateTimeTimeUnit.Micros => (TimeSpan.TicksPerMicrosecond, 1L),
            _ => (1L, TimeSpan.NanosecondsPerTick),
        };
        foreach (ref var value in ticks)
            if (value != Unknown) value = Math.Max(DateTime.UnixEpoch.Ticks + checked(value * times / over), -1);
    }
}
