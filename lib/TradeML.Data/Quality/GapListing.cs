using TradeML.Core.Time;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality;

/// <summary>Reads open partitions and joins neighbours of one series, state and code.</summary>
internal static class GapListing
{
    public static IReadOnlyList<Gap> Read(ControlReader reader, string? table, int limit, ExchangeCalendar calendar)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        using var row = reader.Read(
            """
            SELECT a.table_name, a.symbol, p.day, p.status, p.qc_code
            FROM audit_series a JOIN partition_day p ON p.series_id = a.series_id AND p.day >= a.start_day AND p.day < a.end_day
            WHERE p.status < 2 AND (@table IS NULL OR a.table_name = @table)
            ORDER BY a.table_name, a.symbol, p.day
            """, new { table });
        var gaps = new List<Gap>();
        Gap? current = null;
        while (row.Read())
        {
            var day = UnixDay.ToDate(row.GetInt64(2));
            var next = new Gap(row.GetString(0), row.GetString(1), day, day.AddDays(1), 1, (PartitionState)row.GetInt64(3), row.GetString(4));
            if (current is not null && IsNeighbour(current, next, calendar))
            {
                current = current with { End = next.End, Sessions = current.Sessions + 1 };
                continue;
            }

            if (current is not null) gaps.Add(current);
            current = next;
            if (gaps.Count == limit) return gaps;
        }

        if (current is not null) gaps.Add(current);
        return gaps;
    }

    private static bool IsNeighbour(Gap a, Gap b, ExchangeCalendar calendar) =>
        (a.Table, a.Symbol, a.State, a.Code) == (b.Table, b.Symbol, b.State, b.Code) && calendar.Count(a.End, b.Start) == 0;
}
