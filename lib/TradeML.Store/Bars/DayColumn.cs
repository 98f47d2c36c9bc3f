using TradeML.Core.Errors;
using TradeML.Lake.Parquet.Columns;

namespace TradeML.Store.Bars;

/// <summary>
/// The column <c>date</c> as day numbers since 0001-01-01: a date, or a timestamp without zone at midnight, as data
/// frames write dates.
/// </summary>
internal static class DayColumn
{
    private const int Unknown = int.MinValue;
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Reads one row group.</summary>
    internal static void Read(ColumnSource source, BarPlace place, int start, Span<int> days)
    {
        if (source.Field.ClrType == typeof(DateTime)) Instants(source, place, start, days);
        else
        {
            using (var pages = source.Pages())
                NumberColumn.Decode<int, int>(pages, source.Field.IsNullable, days, Unknown, null);
            for (var i = 0; i < days.Length; i++)
            {
                if (days[i] == Unknown) throw Empty(place, start + i);
                days[i] = (int)Math.Clamp((long)days[i] + Epoch, -1, int.MaxValue);
                RequireDay(days[i], place, start + i);
            }
        }
    }

    private static void Instants(ColumnSource source, BarPlace place, int start, Span<int> days)
    {
        var ticks = new long[days.Length];
        InstantTicks.Read(source, ticks);
        for (var i = 0; i < days.Length; i++)
        {
            if (ticks[i] == InstantTicks.Unknown) throw Empty(place, start + i);
            days[i] = ticks[i] < 0 ? -1 : (int)Math.Min(ticks[i] / TimeSpan.TicksPerDay, int.MaxValue);
            RequireDay(days[i], place, start + i);
            if (ticks[i] % TimeSpan.TicksPerDay == 0) continue;
            throw place.Bad(
                start + i, BarColumn.Date,
                $"Column 'date' holds {new DateTime(ticks[i]):yyyy-MM-dd HH:mm:ss}, a time; a daily bar is dated by "
                    + "the exchange's local day.",
                "Write the column as a date without time.");
        }
    }

    private static void RequireDay(int day, BarPlace place, int row)
    {
        if ((uint)day >= (uint)DateOnly.MaxValue.DayNumber)
            throw place.Bad(row, BarColumn.Date, "Column 'date' holds a day outside the years 1 to 9999.",
                "Correct the row.");
    }

    private static TradeMLException Empty(BarPlace place, int row) =>
        place.Bad(row, BarColumn.Date, "Column 'date' is empty.", "Date the row.");
}
