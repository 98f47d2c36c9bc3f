using Parquet.Schema;
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
    internal static void Read(ColumnSource source, DataField field, BarPlace place, int start, Span<int> days)
    {
        if (field.ClrType == typeof(DateTime)) Instants(source, field, place, start, days);
        else
        {
            using var pages = source.Pages();
            if (pages is not null) NumberColumn.Decode<int, int>(pages, field.IsNullable, days, Unknown, null);
            else
            {
                var values = source.Slowly<DateOnly>(field, days.Length);
                for (var i = 0; i < days.Length; i++) days[i] = values[i] is { } day ? day.DayNumber - Epoch : Unknown;
            }

            for (var i = 0; i < days.Length; i++)
            {
                if (days[i] == Unknown) throw Empty(place, start + i);
                days[i] += Epoch;
                if ((uint)days[i] > (uint)DateOnly.MaxValue.DayNumber)
                    throw place.Bad(start + i, BarColumn.Date, "Column 'date' holds a day outside the years 1 to 9999.",
                        "Correct the row.");
            }
        }
    }

    private static void Instants(ColumnSource source, DataField field, BarPlace place, int start, Span<int> days)
    {
        var instants = source.Slowly<DateTime>(field, days.Length);
        for (var i = 0; i < days.Length; i++)
        {
            if (instants[i] is not { } at) throw Empty(place, start + i);
            if (at.TimeOfDay != TimeSpan.Zero)
                throw place.Bad(
                    start + i, BarColumn.Date,
                    $"Column 'date' holds {at:yyyy-MM-dd HH:mm:ss}, a time; a daily bar is dated by "
                        + "the exchange's local day.",
                    "Write the column as a date without time.");
            days[i] = DateOnly.FromDateTime(at).DayNumber;
        }
    }

    private static Core.Errors.TradeMLException Empty(BarPlace place, int row) =>
        place.Bad(row, BarColumn.Date, "Column 'date' is empty.", "Date the row.");
}
