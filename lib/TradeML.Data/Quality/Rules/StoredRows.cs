using TradeML.Core.Time;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Manifests;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Rules;

/// <summary>
/// Judges the rows that the lake holds again, as if they had just been fetched, and corrects the ledger where it says
/// something else.
/// </summary>
internal static class StoredRows
{
    // What other evidence has said about a partition outlives a look at its rows alone.
    private static readonly string[] Kept = [QcCodes.ProbeMismatch, QcCodes.ChecksumMismatch,
        QcCodes.StaleConfirmation];

    private const string LedgerSql = """
        SELECT d.day, d.status, COALESCE(d.qc_code, ''), d.row_count FROM partition_day d WHERE d.series_id = @series
        """;

    public static (long Judged, long Changes) Judge(
        DataLake lake, QcThresholds thresholds, ExchangeCalendar calendar, IProgress<int>? progress,
        CancellationToken ct)
    {
        var events = new EventDays(lake);
        var (judged, changes, done) = (0L, 0L, 0);
        foreach (var table in DatasetCatalog.Standard.All.Where(d => d.Rule != CompletenessRule.Confirmed)
            .Select(d => d.Table).Distinct())
            foreach (var files in lake.Manifest.Files(table).Where(f => f.Source is not null)
                .GroupBy(f => (Source: f.Source!, f.Symbol)))
            {
                ct.ThrowIfCancellationRequested();
                var spec = DatasetCatalog.Standard.All
                    .First(d => d.Table == table && (d.Key == DatasetKey.None) == (files.Key.Symbol is null));
                var verdicts = Assess(lake, spec, files.Key.Source, files.Key.Symbol,
                    new QcContext(calendar, thresholds, files.Key.Symbol is { } s ? events.Of(s) : null));
                judged += verdicts.Count;
                changes += lake.Control
                    .Write(tx => Correct(tx, lake, spec, files.Key.Source, files.Key.Symbol, verdicts));
                progress?.Report(++done);
            }

        return (judged, changes + MinuteDaily.Compare(lake, thresholds));
    }

    private static IReadOnlyList<PartitionVerdict> Assess(
        DataLake lake, DatasetSpec spec, string source, string? key, QcContext context)
    {
        var filter = new FileFilter { Source = source, Symbols = key is null ? null : [key] };
        var order = string.Join(", ", lake.Contracts[spec.Table].Key);
        var rows = lake.Reader.ReadBatch(spec.Table, orderBy: order, filter: filter);
        var (start, end) = (context.Calendar.FirstDay, context.Calendar.LastDay.AddDays(1));
        var request = new FetchRequest(spec.Name, key, start, end, TaskKind.Gap);
        var result = new FetchResult
        {
            Request = request, Rows = rows, SourceName = source, SourceUri = "",
            Start = start, End = end
        };
        // Rows that would be refused today are in the lake all the same: the day counts them, so that curation leaves
        // it out.
        return [
            .. QcModules.Assess(result, spec,
                context).Verdicts
                .Select(v => v.Status == PartitionState.Red ? v with { RowCount = Math.Max(1, v.RowCount) } : v)];
    }

    private static long Correct(
        ControlTransaction tx, DataLake lake, DatasetSpec spec, string source, string? key,
        IReadOnlyList<PartitionVerdict> verdicts)
    {
        if (verdicts.Count == 0) return 0;
        var (symbol, partitionKey) = LedgerKey.Of(spec, key);
        var ledger = new Dictionary<DateOnly, (long Status, string Code, long Rows)>();
        using (var row = tx.Prepare(LedgerSql, "@series")
            .Read(lake.Partitions.SeriesOf(tx, source, spec.Table, symbol, partitionKey)))
            while (row.Read())
                ledger[UnixDay.ToDate(row.GetInt64(0))] = (row.GetInt64(1), row.GetString(2), row.GetInt64(3));
        var changed = verdicts.Where(v => !ledger.TryGetValue(v.Day, out var known)
            || (!Kept.Contains(known.Code)
                && (known.Code != v.Code || known.Status != (int)v.Status || known.Rows != v.RowCount))).ToList();
        lake.Partitions.Set(tx, source, spec.Table, symbol, changed, partitionKey);
        return changed.Count;
    }
}
