using System.Runtime.CompilerServices;
using TradeML.Core.Contracts;
using TradeML.Lake.Control;
using TradeML.Lake.Parquet;
using TradeML.Lake.Recovery;
using TradeML.Lake.Writing;

namespace TradeML.Lake.Partitions;

/// <summary>Writes the ledger as one Parquet file, a row group at a time, so that its size does not matter.</summary>
internal static class PartitionExport
{
    public const string Table = "control/partition_status";

    private static readonly string[] States = ["RED", "AMBER", "GREEN"];

    public static string PathIn(string root) => LakePaths.Full(root, "qc/partition_status.parquet");

    public static async Task RunAsync(ControlStore control, string root, ContractCatalog contracts, CancellationToken ct)
    {
        var path = PathIn(root);
        var temporary = path + ".tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                await BatchParquet.WriteAsync(file, contracts[Table], ReadAsync(control, contracts[Table], ct), ct).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            DurableFiles.Rename(temporary, path);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            FileStage.Discard(temporary);
            throw StorageFault.Translate(e, path);
        }
    }

    private static async IAsyncEnumerable<ColumnBatch> ReadAsync(
        ControlStore control, TableContract table, [EnumeratorCancellation] CancellationToken ct)
    {
        var series = control.Read(r => r.Query<SeriesRow>(
            "SELECT id, source_name AS Source, table_name AS TableName, symbol, partition_key AS PartitionKey FROM partition_series"))
            .ToDictionary(s => s.Id);
        var page = new StatusPage();
        do
        {
            ct.ThrowIfCancellationRequested();
            await Task.Yield();
            page.Read(control, ParquetLayout.RowGroupRows);
            yield return Batch(table, page, series, control);
        }
        while (page.Count == ParquetLayout.RowGroupRows);

        var spans = new SpanPages(control);
        while (spans.Next(page, ParquetLayout.RowGroupRows))
        {
            ct.ThrowIfCancellationRequested();
            yield return Batch(table, page, series, control);
        }
    }

    private static ColumnBatch Batch(TableContract table, StatusPage page, Dictionary<long, SeriesRow> series, ControlStore control)
    {
        var n = page.Count;
        var owners = new SeriesRow[n];
        for (var i = 0; i < n; i++)
        {
            if (!series.TryGetValue(page.Series[i], out var owner))
                series[page.Series[i]] = owner = control.Read(r => r.Query<SeriesRow>(
                    "SELECT id, source_name AS Source, table_name AS TableName, symbol, partition_key AS PartitionKey FROM partition_series WHERE id = @id",
                    new { id = page.Series[i] }))[0];
            owners[i] = owner;
        }

        return new ColumnBatch(
            table,
            new Dictionary<string, Array>
            {
                ["id"] = Fill(n, i => $"{page.Series[i]:x8}-0000-8000-8000-{page.Day[i] - UnixDay.Undated:x12}"),
                ["source_name"] = Fill(n, i => owners[i].Source),
                ["table_name"] = Fill(n, i => owners[i].TableName),
                ["symbol"] = Fill(n, i => owners[i].Symbol),
                ["dt"] = Fill(n, i => page.Day[i] == UnixDay.Undated ? (DateOnly?)null : UnixDay.ToDate(page.Day[i])),
                ["partition_key"] = Fill(n, i => owners[i].PartitionKey),
                ["status"] = Fill(n, i => States[page.Status[i]]),
                ["qc_score"] = Fill(n, i => page.Score[i]),
                ["row_count"] = Fill(n, i => page.Rows[i]),
                ["expected_rows"] = Fill(n, i => page.Expected[i]),
                ["qc_code"] = Fill(n, i => page.Code[i]),
                ["first_observed_at"] = Fill(n, i => InstantText.FromMicros(page.First[i])),
                ["last_observed_at"] = Fill(n, i => InstantText.FromMicros(page.Last[i])),
            },
            n);
    }

    private static T[] Fill<T>(int count, Func<int, T> value)
    {
        var array = new T[count];
        for (var i = 0; i < count; i++) array[i] = value(i);
        return array;
    }

    internal sealed class SeriesRow
    {
        public long Id { get; set; }

        public string Source { get; set; } = "";

        public string TableName { get; set; } = "";

        public string? Symbol { get; set; }

        public string? PartitionKey { get; set; }
    }
}
