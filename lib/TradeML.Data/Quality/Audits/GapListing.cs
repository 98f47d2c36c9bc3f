using TradeML.Core.Time;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality.Audits;

/// <summary>Reads open partitions and joins neighbours of one series, state and code.</summary>
internal static class GapListing
{
    private const string Sql = """
        SELECT a.table_name, a.symbol, p.day, p.day + 1, p.status, p.qc_code, a.series_id
        FROM audit_series a JOIN partition_day p ON p.series_id = a.series_id AND p.day >= a.start_day
            AND p.day < a.end_day
        WHERE p.status < 2 AND COALESCE(p.qc_code, '') <> 'OFF_SESSION' AND (@table IS NULL OR a.table_name = @table)
        UNION ALL
        SELECT a.table_name, a.symbol, p.start_day, p.end_day, p.status, p.qc_code, a.series_id
        FROM audit_series a JOIN partition_span p ON p.series_id = a.series_id
        WHERE p.status < 2 AND (@table IS NULL OR a.table_name = @table)
        ORDER BY 1, 2, 7, 3
        """;

    public static IReadOnlyList<Gap> Read(ControlReader reader, string? table, int limit, ExchangeCalendar calendar)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var gaps = new List<Gap>();
        Gap? current = null;
        foreach (var (name, symbol, first, end, status, code,
            _) in reader.Query<(string, string, long, long, long, string?, long)>(Sql, new { table }))
        {
            var (from, to) = (UnixDay.ToDate(first), UnixDay.ToDate(end));
            var sessions = first == UnixDay.Undated ? 1 : Math.Max(1, calendar.Count(from, to));
            var next = new Gap(name, symbol, from, to, sessions, (PartitionState)status, code ?? QcCodes.Ok);
            if (current is not null && IsNeighbour(current, next, calendar))
            {
                current = current with { End = next.End, Sessions = current.Sessions + next.Sessions };
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
        (a.Table, a.Symbol, a.State, a.Code) == (b.Table, b.Symbol, b.State, b.Code)
        && a.Start != LedgerKey.Undated && calendar.Count(a.End, b.Start) == 0;
}
