using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;

namespace TradeML.Data.Curation;

/// <summary>
/// Days of a raw table whose rows must not enter what is curated from it: RED ones, and AMBER ones where the settings
/// say so.
/// </summary>
internal static class ExcludedDays
{
    // The verdict at an instant is the first of those replaced after it, or the one that stands.
    private const string ReadSql = """
        SELECT s.symbol, s.source_name, p.day FROM partition_series s JOIN partition_day p ON p.series_id = s.id
        LEFT JOIN (
            SELECT series_id, day, status, ROW_NUMBER() OVER (PARTITION BY series_id, day ORDER BY until) AS place
                FROM partition_was WHERE until > @at
        ) w ON w.series_id = p.series_id AND w.day = p.day AND w.place = 1
        WHERE s.table_name = @table AND s.symbol IS NOT NULL AND p.row_count > 0
            AND COALESCE(w.status, p.status) < @least
        ORDER BY s.symbol, s.source_name, p.day
        """;

    /// <summary>Source and day by symbol, by the verdicts now or as they stood at an instant (UTC).</summary>
    public static ILookup<string, (string Source, DateOnly Day)> Read(
        DataLake lake, string table, CuratorOptions options, DateTime? asOf) =>
        lake.Control.Read(r => r.Query<(string Symbol, string Source, long Day)>(
                ReadSql,
                new
                {
                    table, at = asOf is { } at ? InstantText.ToMicros(at) : long.MaxValue,
                    least = options.IncludeAmber ? 1 : 2
                }))
            .ToLookup(e => e.Symbol, e => (e.Source, UnixDay.ToDate(e.Day)), StringComparer.Ordinal);
}
