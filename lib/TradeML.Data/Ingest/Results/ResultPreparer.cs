using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Probing;
using TradeML.Data.Quality.Rules;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Ingest.Results;

/// <summary>
/// Judges fetched rows and compares them with what the lake holds, so that the same content makes no second version.
/// </summary>
internal sealed class ResultPreparer(DataLake lake, ExchangeCalendar calendar, QcThresholds thresholds)
{
    private readonly EventDays events = new(lake);

    /// <summary>Decides what of a result is to be written and recorded.</summary>
    public PreparedResult Prepare(FetchResult result, DatasetSource source)
    {
        var spec = DatasetCatalog.Standard[source.Dataset];
        if (result.Request.Kind == TaskKind.QcProbe)
            return new PreparedResult(result, source, BatchRows.Pick(result.Rows, []), [],
                [])
            { Probe = Probes.Compare(lake, result, thresholds) };
        if (source.Table == "raw/corp_actions") events.Add(result.Rows);
        var (sound, quarantined, qc) = Judge(result, spec, source);
        var current = Current(result, spec, source, sound);
        var changed = current is null ? sound : Changed(spec, sound, current);
        var verdicts = qc.Verdicts
            .Where(v => v.Status != PartitionState.Red || v.RowCount > 0 || spec.Rule == CompletenessRule.Standing)
            .ToList();
        if (spec.Rule == CompletenessRule.Session) verdicts.AddRange(Missing(result, qc, quarantined, sound, current));
        return new PreparedResult(result, source, changed, verdicts, quarantined);
    }

    private (ColumnBatch Sound, List<QuarantinedRow> Quarantined, QcResult Qc) Judge(
        FetchResult result, DatasetSpec spec, DatasetSource source)
    {
        var previous = spec.IsList
            ? lake.Manifest.Files(source.Table, new FileFilter { Source = source.SourceName })
                .MaxBy(f => f.IngestedAt)?.Rows ?? 0
            : 0;
        var qc = QcModules.Assess(result, spec,
            new QcContext(calendar, thresholds, result.Request.Symbol is { } s ? events.Of(s) : null, previous));
        if (qc.Refused.Count == 0 && qc.Dropped.Count == 0) return (result.Rows, result.Quarantined.ToList(), qc);
        var aside = qc.Refused.Select(r => r.Row).Concat(qc.Dropped).ToHashSet();
        var quarantined = result.Quarantined.Concat(qc.Refused.Select(r => new QuarantinedRow(
            r.Code, result.Request.Symbol, DayOf(result.Rows, r.Row), Describe(result.Rows, r.Row),
            result.PlaceOf?.Invoke(r.Row) ?? $"row {r.Row + 1}"))).ToList();
        return (BatchRows.Pick(result.Rows,
            [.. Enumerable.Range(0, result.Rows.RowCount).Where(i => !aside.Contains(i))]), quarantined, qc);
    }

    // A listing snapshot is one thing: any difference, a vanished asset too, makes a new one. Elsewhere rows are
    // versions of their own.
    private static ColumnBatch Changed(DatasetSpec spec, ColumnBatch rows, ColumnBatch current)
    {
        var changed = BatchRows.NewOrChanged(rows, current);
        if (!spec.IsList) return BatchRows.Pick(rows, changed);
        return changed.Count > 0 || rows.RowCount != current.RowCount ? rows : BatchRows.Pick(rows, []);
    }

    private ColumnBatch? Current(FetchResult result, DatasetSpec spec, DatasetSource source, ColumnBatch rows)
    {
        if (rows.RowCount == 0 && result.Quarantined.Count == 0) return null;
        var filter = new FileFilter
        {
            HereOnly = true, // what another node holds can't be compared: the answer becomes a version of its own
            Source = source.SourceName,
            Symbols = result.Request.Symbol is { } symbol ? [symbol] : null,
            Start = result.Request.Symbol is null ? null : result.Start,
            End = result.Request.Symbol is null ? null : result.Request.End,
        };
        if (lake.Reader.Files(source.Table, filter).Count == 0) return null;
        var current = lake.Reader.ReadBatch(source.Table, filter: filter);
        return spec.IsList ? NewestSnapshot(current) : current;
    }

    // What has left a list still has its last version in the table.
    private static ColumnBatch NewestSnapshot(ColumnBatch rows)
    {
        var times = rows.Get<DateTime[]>("ingested_at");
        if (times.Length == 0) return rows;
        var newest = times.Max();
        return BatchRows.Pick(rows, [.. Enumerable.Range(0, times.Length).Where(i => times[i] == newest)]);
    }

    // A day whose rows were all set aside is RED, unless the lake has a good version of it from before.
    private static IEnumerable<PartitionVerdict> Missing(
        FetchResult result, QcResult qc, List<QuarantinedRow> quarantined, ColumnBatch sound, ColumnBatch? current)
    {
        if (quarantined.Count == 0) return [];
        var have = sound.Get<DateOnly[]>("date").ToHashSet();
        if (current is not null) have.UnionWith(current.Get<DateOnly[]>("date"));
        var red = qc.Verdicts.Where(v => v.Status == PartitionState.Red).ToDictionary(v => v.Day);
        return quarantined
            .Where(q => q.Date is { } day && day >= result.Start && day < result.End && !have.Contains(day))
            .Select(q => q.Date!.Value).Distinct()
            .Select(day =>
                red.GetValueOrDefault(day, new PartitionVerdict(day, PartitionState.Red, 0, 0, 1, QcCodes.BadValue)));
    }

    private static DateOnly? DayOf(ColumnBatch rows, int row) => rows["date"] is DateOnly[] days ? days[row] : null;

    /// <summary>What the row held, as JSON; a value that JSON has no number for is a text.</summary>
    private static string Describe(ColumnBatch batch, int row)
    {
        var fields = batch.Contract.Columns
            .Where(c => c.Type is ColumnType.Double or ColumnType.Long && batch[c.Name] is not null)
            .Select(c => (c.Name, Value: batch[c.Name]!.GetValue(row)))
            .Select(f =>
                f.Value is double v && !double.IsFinite(v) ? $"\"{f.Name}\":\"{v}\"" : $"\"{f.Name}\":{f.Value}");
        return "{" + string.Join(',', fields) + "}";
    }
}
