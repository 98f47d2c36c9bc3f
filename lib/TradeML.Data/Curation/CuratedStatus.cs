using TradeML.Data.Quality;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Curation;

/// <summary>Gives curated partitions the status of the raw bars they were made from.</summary>
internal static class CuratedStatus
{
    private const string DropSql = """
        UPDATE partition_day
            SET status = 0, qc_score = 0, row_count = 0, qc_code = 'NOT_CURATED', last_observed_at = @now
        WHERE series_id = @series AND row_count > 0 AND NOT EXISTS (
            SELECT 1 FROM partition_series s JOIN partition_day r ON r.series_id = s.id
            WHERE s.table_name = 'raw/equities_bars' AND s.symbol = @symbol AND r.day = partition_day.day
                AND r.status >= @least)
        """;

    private const string CopySql = """
        INSERT INTO partition_day
            (series_id, day, status, qc_score, row_count, expected_rows, qc_code, first_observed_at, last_observed_at)
        SELECT @series, r.day, r.status, r.qc_score, 1, 1, r.qc_code, @now, @now FROM partition_day r
        WHERE r.series_id = @raw AND r.status >= @least
        ON CONFLICT (series_id, day) DO UPDATE SET
            status = excluded.status, qc_score = excluded.qc_score, row_count = 1, qc_code = excluded.qc_code,
                last_observed_at = excluded.last_observed_at
        WHERE partition_day.status <> excluded.status OR partition_day.row_count <> 1
            OR partition_day.qc_code IS DISTINCT FROM excluded.qc_code
        """;

    /// <summary>Sets all curated partitions of a symbol.</summary>
    /// <param name="tx">The transaction that makes the files visible.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="symbol">Ticker.</param>
    /// <param name="sources">Sources of its raw bars, the preferred last.</param>
    /// <param name="includeAmber">Whether AMBER bars entered.</param>
    public static void Apply(
        ControlTransaction tx, PartitionLedger ledger, string symbol, IEnumerable<string> sources, bool includeAmber)
    {
        var series = ledger.SeriesOf(tx, AuditedTable.DerivedSource, Curator.CuratedTable, symbol);
        var (now, least) = (InstantText.ToMicros(tx.StartedAtUtc), includeAmber ? 1 : 2);
        tx.Prepare(DropSql, "@now", "@series", "@symbol", "@least").Execute(now, series, symbol, least);
        var copy = tx.Prepare(CopySql, "@series", "@now", "@raw", "@least");
        foreach (var source in sources)
            copy.Execute(series, now, ledger.SeriesOf(tx, source, Curator.RawTable, symbol), least);
    }
}
