using System.Runtime.CompilerServices;
using TradeML.Core.Contracts;
using TradeML.Lake.Control;
using TradeML.Lake.Files;
using TradeML.Lake.Manifests;
using TradeML.Lake.Parquet;

namespace TradeML.Lake.Partitions;

/// <summary>Writes the ledger as one Parquet file, a row group at a time, so that its size does not matter.</summary>
internal static class PartitionExport
{
    public static async Task RunAsync(
        ControlStore control, string root, ContractCatalog contracts, CancellationToken ct)
    {
        var path = LakePaths.Full(root, LakePaths.StatusFile);
        var temporary = path + ".tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                var batches = ReadAsync(control, contracts[LakePaths.StatusTable], ct);
                await BatchParquet.WriteAsync(file, contracts[LakePaths.StatusTable], batches, ct, sample: 1024)
                    .ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            DurableFiles.Rename(temporary, path);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            DurableFiles.Discard(temporary);
            throw StorageFault.Translate(e, path);
        }
    }

    private static async IAsyncEnumerable<ColumnBatch> ReadAsync(
        ControlStore control, TableContract table, [EnumeratorCancellation] CancellationToken ct)
    {
        var series = control.Read(r => r.Query<SeriesRow>(
            "SELECT id, source_name AS Source, table_name AS TableName, symbol, partition_key AS "
                + "PartitionKey FROM partition_series"))
            .ToDictionary(s => s.Id);
        var (page, spans, inSpans) = (new StatusPage(), new SpanPages(control), false);
        var (filled, spare) = (new ExportColumns(), new ExportColumns());

        // The next page is made ready while this one is written: on two cores that is a third of the time.
        for (var ahead = Task.Run(Next, ct); await ahead.ConfigureAwait(false) is { } batch;)
        {
            ct.ThrowIfCancellationRequested();
            ahead = Task.Run(Next, ct);
            yield return batch;
        }

        ColumnBatch? Next()
        {
            if (!inSpans)
            {
                page.Read(control, ParquetLayout.RowGroupRows);
                inSpans = page.Count < ParquetLayout.RowGroupRows;
                if (page.Count > 0) return Batch();
            }

            return spans.Next(page, ParquetLayout.RowGroupRows) ? Batch() : null;
        }

        ColumnBatch Batch()
        {
            (filled, spare) = (spare, filled); // the columns of the page before are still being written
            return filled.Fill(table, page, id => OwnerOf(id, series, control));
        }
    }

    private static SeriesRow OwnerOf(int id, Dictionary<long, SeriesRow> series, ControlStore control)
    {
        if (series.TryGetValue(id, out var owner)) return owner;
        return series[id] = control.Read(r => r.Query<SeriesRow>(
            "SELECT id, source_name AS Source, table_name AS TableName, symbol, partition_key AS PartitionKey FROM "
                + "partition_series WHERE id = @id",
            new { id }))[0];
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
