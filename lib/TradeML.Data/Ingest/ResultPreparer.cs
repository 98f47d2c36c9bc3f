using System.Globalization;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Connectors;
using TradeML.Data.Quality;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Ingest;

/// <summary>Judges fetched rows and compares them with what the lake holds, so that the same content makes no second version.</summary>
internal sealed class ResultPreparer(DataLake lake, ExchangeCalendar calendar, QcThresholds thresholds)
{
    private readonly EventDays events = new(lake);

    /// <summary>Decides what of a result is to be written and recorded.</summary>
    public PreparedResult Prepare(FetchResult result, DatasetSource source)
    {
        var isBars = source.Table == "raw/equities_bars";
        if (source.Table == "raw/corp_actions") events.Add(result.Rows);
        var assessed = isBars && result.Rows.RowCount > 0
            ? DailyBarQc.Assess(result.Rows, result.Task.Symbol!, result.Start, result.End, calendar, thresholds, events.Of(result.Task.Symbol!)) : [];
        var refused = assessed.Where(v => v.Status == PartitionState.Red).ToDictionary(v => v.Day);
        var (sound, quarantined) = SetAside(result, refused);
        var current = Current(result, source, sound);
        var changed = current is null ? sound : Changed(source, sound, current);
        var verdicts = assessed.Where(v => v.Status != PartitionState.Red).ToList();
        if (isBars) verdicts.AddRange(Missing(result, refused, quarantined, sound, current));
        return new PreparedResult(result, source, changed, verdicts, quarantined);
    }

    // A listing snapshot is one thing: any difference, a vanished asset too, makes a new one. Elsewhere rows are versions of their own.
    private static ColumnBatch Changed(DatasetSource source, ColumnBatch rows, ColumnBatch current)
    {
        var changed = BatchRows.NewOrChanged(rows, current);
        if (source.Table != "raw/listings") return BatchRows.Pick(rows, changed);
        return changed.Count > 0 || rows.RowCount != current.RowCount ? rows : BatchRows.Pick(rows, []);
    }

    private static (ColumnBatch Sound, List<QuarantinedRow> Quarantined) SetAside(FetchResult result, Dictionary<DateOnly, PartitionVerdict> refused)
    {
        var quarantined = result.Quarantined.ToList();
        if (refused.Count == 0) return (result.Rows, quarantined);
        var dates = result.Rows.Get<DateOnly[]>("date");
        var keep = new List<int>(dates.Length);
        for (var i = 0; i < dates.Length; i++)
        {
            if (refused.TryGetValue(dates[i], out var verdict))
                quarantined.Add(new QuarantinedRow(verdict.Code, result.Task.Symbol, dates[i], Describe(result.Rows, i), $"row {i + 1}"));
            else keep.Add(i);
        }

        return (BatchRows.Pick(result.Rows, keep), quarantined);
    }

    private ColumnBatch? Current(FetchResult result, DatasetSource source, ColumnBatch rows)
    {
        if (rows.RowCount == 0 && result.Quarantined.Count == 0) return null;
        var filter = new FileFilter
        {
            HereOnly = true, // what another node holds can't be compared: the answer becomes a version of its own
            Source = source.SourceName,
            Symbols = result.Task.Symbol is { } symbol ? [symbol] : null,
            Start = result.Task.Symbol is null ? null : result.Start,
            End = result.Task.Symbol is null ? null : result.Task.End,
        };
        return lake.Reader.Files(source.Table, filter).Count == 0 ? null : lake.Reader.ReadBatch(source.Table, filter: filter);
    }

    // A day whose only row was set aside is RED, unless the lake has a good version of it from before.
    private static IEnumerable<PartitionVerdict> Missing(
        FetchResult result, Dictionary<DateOnly, PartitionVerdict> refused, List<QuarantinedRow> quarantined, ColumnBatch sound, ColumnBatch? current)
    {
        if (quarantined.Count == 0) return [];
        var have = sound.Get<DateOnly[]>("date").ToHashSet();
        if (current is not null) have.UnionWith(current.Get<DateOnly[]>("date"));
        return quarantined.Where(q => q.Date is { } day && day >= result.Start && day < result.End && !have.Contains(day)).Select(q => q.Date!.Value).Distinct()
            .Select(day => refused.GetValueOrDefault(day, new PartitionVerdict(day, PartitionState.Red, 0, 0, 1, QcCodes.BadValue)));
    }

    private static string Describe(ColumnBatch batch, int row) => string.Join(
        ", ",
        batch.Contract.Columns.Where(c => c.Type is ColumnType.Double or ColumnType.Long && batch[c.Name] is not null)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} {batch[c.Name]!.GetValue(row)}")));
}
