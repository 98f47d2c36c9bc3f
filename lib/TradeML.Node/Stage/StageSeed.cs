using TradeML.Core.Time;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake.Control;
using TradeML.Vendors.Datasets;

namespace TradeML.Node.Stage;

/// <summary>
/// Puts the BOOTSTRAP tasks of a stage into the queue: each window of each key once, in parts that a vendor answers at
/// once.
/// </summary>
public static class StageSeed
{
    /// <summary>
    /// Lane of history that an earlier, smaller stage did not ask for (SSOT §2.4): behind gaps and probes.
    /// </summary>
    public const int AncientPriority = 3;

    /// <summary>Adds the tasks that are not there yet.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="calendar">Listing exchange.</param>
    /// <param name="today">Where a window without an end stops, excluded.</param>
    /// <param name="maxDays">Most calendar days of one task, where the dataset does not say.</param>
    /// <param name="earlier">The stage that this one grows out of: what lies before its windows goes into the lane of
    /// ancient history. Null: nothing does.</param>
    /// <returns>Tasks added.</returns>
    public static int Run(
        ControlTransaction tx, NodeStage stage, ExchangeCalendar calendar, DateOnly today, int maxDays,
        NodeStage? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(calendar);
        var asked = Asked(tx);
        var added = 0;
        foreach (var spec in DatasetCatalog.Standard.All)
        {
            // a snapshot of the past can't be asked for
            if (!stage.Datasets.TryGetValue(spec.Name, out var window) || spec.SnapshotOnly) continue;
            var (start, end) = (window.Start, window.EndOr(today));
            var inside = earlier?.Datasets.GetValueOrDefault(spec.Name)?.Start ?? start;
            foreach (var key in spec.Key == DatasetKey.None ? [""] : stage.KeysOf(spec.Name))
            {
                var known = asked.GetValueOrDefault((spec.Name, key), []);
                if (spec.IsList && known.Count > 0) continue;
                foreach (var (from, to) in DayWindows.Missing(start, end, known))
                    foreach (var (first, last) in Cut(from, to, inside))
                        added += Add(tx, spec, key.Length == 0 ? null : key, first, last,
                            last <= inside ? AncientPriority : 0, calendar, maxDays);
            }
        }

        return added;
    }

    private static IEnumerable<(DateOnly Start, DateOnly End)> Cut(DateOnly start, DateOnly end, DateOnly at)
    {
        if (start < at && at < end) return [(start, at), (at, end)];
        return [(start, end)];
    }

    private static int Add(
        ControlTransaction tx, DatasetSpec spec, string? key, DateOnly start, DateOnly end, int priority,
        ExchangeCalendar calendar, int maxDays)
    {
        var most = spec.IsList ? int.MaxValue : spec.MaxDaysPerTask ?? maxDays;
        var parts = most == 1 && spec.Rule == CompletenessRule.Session
            ? calendar.Sessions(start, end).ToArray().Select(day => (Start: day, End: day.AddDays(1)))
            : DayWindows.Split(start, end, most);
        return parts.Count(p => BackfillQueue.Upsert(
            tx, NewTask.Of(spec.Name, key, p.Start, p.End, TaskKind.Bootstrap) with { Priority = priority })
            == UpsertOutcome.Added);
    }

    private static Dictionary<(string, string), List<(DateOnly, DateOnly)>> Asked(ControlTransaction tx) => tx
        .Query<(string Dataset, string Symbol, long Start, long End)>(
            "SELECT dataset, COALESCE(symbol, ''), start_date, end_date FROM backfill_queue WHERE kind = 'BOOTSTRAP'")
        .GroupBy(r => (r.Dataset, r.Symbol))
        .ToDictionary(g => g.Key, g => g.Select(r => (UnixDay.ToDate(r.Start), UnixDay.ToDate(r.End))).ToList());
}
