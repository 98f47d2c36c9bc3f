using TradeML.Core.Contracts;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Probing;
using TradeML.Data.Queue;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Writing;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Ingest.Results;

/// <summary>
/// Makes results visible: the raw files, the verdicts, the confirmations and the completion of the tasks in one
/// transaction. Quarantine files come before it; their names follow from their content, so a repetition leaves no
/// second one.
/// </summary>
internal sealed class ResultCommitter(DataLake lake, string owner, TimeProvider time)
{
    /// <summary>Commits several results together.</summary>
    public async Task CommitAsync(IReadOnlyList<PreparedResult> results, CancellationToken cancellationToken)
    {
        if (results.Count == 0) return;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        foreach (var r in results)
            QuarantineFile.Write(lake.Root, r.Source.Dataset, r.Source.SourceName, r.Result.SourceUri, today,
                r.Quarantined);
        var writes = results.Where(r => r.ToWrite.RowCount > 0).Select(r => new LakeWrite(SpecOf(r), r.ToWrite))
            .ToList();
        await lake.Writer.WriteManyAsync(
            writes,
            (tx, _) =>
            {
                foreach (var r in results) Record(tx, r);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private void Record(ControlTransaction tx, PreparedResult r)
    {
        if (r.Probe is { } probe)
        {
            Probes.Record(tx, lake.Partitions, r.Result, probe.FirstSource, probe.Outcomes);
            BackfillQueue.Complete(tx, r.Result.Request.Id, owner);
            return;
        }

        var spec = DatasetCatalog.Standard[r.Source.Dataset];
        var (symbol, partitionKey) = LedgerKey.Of(spec, r.Result.Request.Symbol);
        lake.Partitions.Set(tx, r.Source.SourceName, r.Source.Table, symbol, r.Verdicts, partitionKey);
        Probes.Keep(tx, lake.Partitions, r.Source.SourceName, r.Result.Request,
            spec.Rule == CompletenessRule.Session ? r.ToWrite.Get<DateOnly[]>("date") : []);
        // A row set aside leaves its day open; a table without days is judged as a whole.
        var doubtful = spec.Rule == CompletenessRule.Standing
            ? []
            : r.Quarantined.Where(q => q.Date is not null).Select(q => q.Date!.Value);
        Confirmations.Record(
            tx, r.Source.SourceName, r.Source.Dataset, r.Result.Request.Symbol, r.Result.Start, r.Result.End,
            r.Result.Rows.RowCount, doubtful);
        BackfillQueue.Complete(tx, r.Result.Request.Id, owner);
    }

    private static LakeFileSpec SpecOf(PreparedResult r)
    {
        var (table, symbol) = (r.ToWrite.Contract, r.Result.Request.Symbol);
        var days = DaysOf(r.ToWrite);
        var frequency = DatasetCatalog.Standard.Find(r.Source.Dataset)?.Frequency;
        var partition = new List<(string, string)>();
        foreach (var key in table.Partitioning.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var value = key switch
            {
                "freq=" => frequency,
                "source=" => r.Source.SourceName,
                "symbol=" or "series_id=" => symbol,
                _ => null
            };
            if (value is not null) partition.Add((key[..^1], value));
        }

        return new LakeFileSpec
        {
            Table = table,
            Source = r.Source.SourceName,
            Symbol = symbol,
            Partition = partition,
            Stem = symbol is null
                ? r.ToWrite.Get<DateTime[]>("ingested_at")[0].ToString("yyyyMMddTHHmmss")
                : $"{r.Result.Start:yyyy-MM-dd}_{r.Result.End:yyyy-MM-dd}",
            First = days?.Min(),
            Last = days?.Max(),
        };
    }

    private static DateOnly[]? DaysOf(ColumnBatch batch) =>
        batch.Contract.Find("date") is not null
            ? batch.Get<DateOnly[]>("date")
            : batch.Contract.Find("ex_date") is not null ? batch.Get<DateOnly[]>("ex_date") : null;
}
