using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake.Control;
using TradeML.Lake.Parquet;
using TradeML.Lake.Reading;
using TradeML.Lake.Recovery;
using TradeML.Lake.Writing;

namespace TradeML.Lake.Partitions;

/// <summary>Writes the ledger as one Parquet file: pages of it go into a DuckDB session, which spills to disk when they are many.</summary>
internal static class PartitionExport
{
    public const string Table = "control/partition_status";

    // The session keeps the order of insertion, that of the ledger's key: sorting millions of finished rows would take most of the time.
    private const string ReadSql = """
        SELECT lower(lpad(to_hex(d.series_id), 8, '0') || '-0000-8000-8000-' || lpad(to_hex(d.day + 719162), 12, '0')) AS id,
               s.source_name, s.table_name, s.symbol,
               CASE WHEN d.day = -719162 THEN NULL ELSE DATE '1970-01-01' + d.day END AS dt,
               s.partition_key,
               CASE d.status WHEN 2 THEN 'GREEN' WHEN 1 THEN 'AMBER' ELSE 'RED' END AS status,
               d.qc_score, d.row_count, d.expected_rows, d.qc_code,
               make_timestamp(d.first_observed_at) AS first_observed_at, make_timestamp(d.last_observed_at) AS last_observed_at
        FROM partition_day d LEFT JOIN partition_series s ON s.id = d.series_id
        """;

    public static string PathIn(string root) => LakePaths.Full(root, "qc/partition_status.parquet");

    public static void Run(ControlStore control, string root, ContractCatalog contracts, Func<DuckSession> open, CancellationToken ct)
    {
        var path = PathIn(root);
        var temporary = path + ".tmp";
        try
        {
            using (var session = open())
            {
                CopyDays(control, session, ct);
                CopySeries(control, session);
                QueryParquet.Copy(session, contracts[Table], ReadSql, temporary);
            }

            ct.ThrowIfCancellationRequested();
            DurableFiles.Sync(temporary);
            DurableFiles.Rename(temporary, path);
        }
        catch (Exception e) when (StorageFault.Is(e) || e is TradeMLException or OperationCanceledException)
        {
            FileStage.Discard(temporary);
            if (StorageFault.Is(e)) throw StorageFault.Translate(e, path);
            throw;
        }
    }

    private static void CopyDays(ControlStore control, DuckSession session, CancellationToken ct)
    {
        var page = new StatusPage();
        page.Read(control, ParquetLayout.RowGroupRows);
        session.CreateTable("partition_day", page.Columns());
        while (page.Count == ParquetLayout.RowGroupRows)
        {
            ct.ThrowIfCancellationRequested();
            page.Read(control, ParquetLayout.RowGroupRows);
            session.AppendTo("partition_day", page.Columns());
        }
    }

    // Read after the days: every day that was read has its series by then.
    private static void CopySeries(ControlStore control, DuckSession session)
    {
        var rows = control.Read(r => r.Query<(long Id, string Source, string Table, string? Symbol, string? Key)>(
            "SELECT id, source_name, table_name, symbol, partition_key FROM partition_series"));
        session.CreateTable(
            "partition_series", ("id", rows.Select(r => r.Id).ToArray()), ("source_name", rows.Select(r => r.Source).ToArray()),
            ("table_name", rows.Select(r => r.Table).ToArray()), ("symbol", rows.Select(r => r.Symbol).ToArray()),
            ("partition_key", rows.Select(r => r.Key).ToArray()));
    }
}
