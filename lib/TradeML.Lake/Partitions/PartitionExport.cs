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
    private static readonly string[] States = ["RED", "AMBER", "GREEN"];

    public static async Task RunAsync(ControlStore control, string root, ContractCatalog contracts, CancellationToken ct)
    {
        var path = LakePaths.Full(root, LakePaths.StatusFile);
        var temporary = path + ".tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                await BatchParquet.WriteAsync(file, contracts[LakePaths.StatusTable], ReadAsync(control, contracts[LakePaths.StatusTable], ct), ct).ConfigureAwait(false);
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
            "SELECT id, source_name AS Source, table_name AS TableName, symbol, partition_key AS PartitionKey FROM partition_series"))
            .ToDictionary(s => s.Id);
        var (page, spans, inSpans) = (new StatusPage(), new SpanPages(control), false);

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
                if (page.Count > 0) return Batch(table, page, series, control);
            }

            return spans.Next(page, ParquetLayout.RowGroupRows) ? Batch(table, page, series, control) : null;
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
                ["id"] = Fill(n, i => Id(page.Series[i], page.Day[i] - UnixDay.Undated)),
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

    // As the view partition_status writes it, a UUID of version 8; millions of them, so by hand.
    private static string Id(int series, int day) => string.Create(36, (series, day), static (text, id) =>
    {
        const string digits = "0123456789abcdef";
        "00000000-0000-8000-8000-000000000000".CopyTo(text);
        for (var i = 7; id.series != 0; i--, id.series = (int)((uint)id.series >> 4)) text[i] = digits[id.series & 15];
        for (var i = 35; id.day != 0; i--, id.day = (int)((uint)id.day >> 4)) text[i] = digits[id.day & 15];
    });

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
