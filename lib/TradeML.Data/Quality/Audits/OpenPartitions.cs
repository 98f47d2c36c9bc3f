using TradeML.Core.Time;
using TradeML.Lake.Control;

namespace TradeML.Data.Quality.Audits;

/// <summary>
/// The partitions of audited series that are not GREEN, from days that have rows and from runs that have none.
/// </summary>
internal static class OpenPartitions
{
    private const string DaysSql = """
        SELECT a.series_id, SUM(CASE WHEN p.status = 1 THEN 1 ELSE 0 END), SUM(CASE WHEN p.status = 0 THEN 1 ELSE 0 END)
        FROM audit_series a JOIN partition_day p ON p.series_id = a.series_id AND p.day >= a.start_day
            AND p.day < a.end_day
        WHERE p.status < 2 AND COALESCE(p.qc_code, '') <> 'OFF_SESSION' GROUP BY a.series_id
        """;

    // Days that arrived in a run since the scan are no longer part of it.
    private const string SpansSql = """
        SELECT p.series_id, p.status, p.start_day, p.end_day, (
            SELECT COUNT(*) FROM partition_day d
            WHERE d.series_id = p.series_id AND d.day >= p.start_day AND d.day < p.end_day
                AND EXISTS (SELECT 1 FROM session s WHERE s.day = d.day))
        FROM partition_span p JOIN audit_series a ON a.series_id = p.series_id WHERE p.status < 2
        """;

    // A jump on the day of a split, merger or spin-off is what the vendor should deliver; both the raw and the curated
    // row carry the code.
    private const string JumpSql = """
        UPDATE partition_day SET status = 2, qc_score = 1, qc_code = 'JUMP_EXPLAINED'
        WHERE status = 1 AND qc_code = 'JUMP_UNEXPLAINED' AND (series_id, day) IN (
            SELECT s.id, e.day FROM partition_series s CROSS JOIN corp_event_day e
            WHERE e.symbol = s.symbol AND e.explains = 1
                AND s.table_name IN ('raw/equities_bars', 'curated/equities_ohlcv_adj'))
        """;

    // The days on which a confirmed series has an event: rows within a run that says that there is none.
    private const string EventSql = """
        INSERT INTO partition_day
            (series_id, day, status, qc_score, row_count, expected_rows, qc_code, first_observed_at, last_observed_at)
        SELECT a.series_id, e.day, 2, 1, e.events, NULL, 'OK', p.last_observed_at, p.last_observed_at
        FROM audit_series a JOIN corp_event_day e ON e.symbol = a.symbol
        JOIN partition_span p ON p.series_id = a.series_id AND p.start_day <= e.day AND p.end_day > e.day
            AND p.status > 0
        WHERE a.table_name = 'reference/corp_actions' AND EXISTS (SELECT 1 FROM session s WHERE s.day = e.day)
        ON CONFLICT (series_id, day) DO UPDATE
            SET row_count = excluded.row_count, last_observed_at = excluded.last_observed_at
        WHERE partition_day.row_count <> excluded.row_count
        """;

    private const string NoEventSql = """
        DELETE FROM partition_day
        WHERE series_id IN (SELECT series_id FROM audit_series WHERE table_name = 'reference/corp_actions')
            AND NOT EXISTS (
                SELECT 1 FROM audit_series a JOIN corp_event_day e ON e.symbol = a.symbol
                WHERE a.series_id = partition_day.series_id AND e.day = partition_day.day)
        """;

    /// <summary>
    /// Lets known corporate actions speak: event days of the reference table, and jumps that they explain.
    /// </summary>
    public static long ApplyEvents(ControlTransaction tx) =>
        tx.Execute(JumpSql) + (long)tx.Execute(EventSql) + tx.Execute(NoEventSql);

    /// <summary>AMBER and RED partitions of every series that has any, over its expected days.</summary>
    public static Dictionary<long, (long Amber, long Red)> Counts(ControlReader reader, ExchangeCalendar calendar)
    {
        var counts = reader.Query<(long Id, long Amber, long Red)>(DaysSql)
            .ToDictionary(c => c.Id, c => (c.Amber, c.Red));
        foreach (var (id, status, start, end, rows) in reader.Query<(long, long, long, long, long)>(SpansSql))
        {
            var (amber, red) = counts.GetValueOrDefault(id);
            var days = calendar.Count(UnixDay.ToDate(start), UnixDay.ToDate(end)) - rows;
            counts[id] = status == 1 ? (amber + days, red) : (amber, red + days);
        }

        return counts;
    }

    /// <summary>Counts by table and dataset over the expected partitions, ordered by table.</summary>
    public static IReadOnlyList<(string Table, string Dataset, long Green, long Amber, long Red)> Coverage(
        ControlReader reader, ExchangeCalendar calendar)
    {
        var open = Counts(reader, calendar);
        return [.. reader.Query<(long Id, string Table, string Dataset, long Start, long End)>(
            "SELECT series_id, table_name, dataset, start_day, end_day FROM audit_series")
            .GroupBy(s => (s.Table, s.Dataset)).OrderBy(g => g.Key.Table, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Dataset, StringComparer.Ordinal)
            .Select(g =>
            {
                var (amber, red) = (g.Sum(s => open.GetValueOrDefault(s.Id).Amber),
                    g.Sum(s => open.GetValueOrDefault(s.Id).Red));
                var expected = g
                    .Sum(s =>
                        s.Start == UnixDay.Undated
                            ? 1L
                            : calendar.Count(UnixDay.ToDate(s.Start), UnixDay.ToDate(s.End)));
                return (g.Key.Table, g.Key.Dataset, expected - amber - red, amber, red);
            })];
    }
}
