using TradeML.Core.Time;
using TradeML.Data.Curation;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Quality.Probing;
using TradeML.Node.Exports;
using TradeML.Node.Status;

namespace TradeML.Node.Loops;

/// <summary>
/// Once a day, after the daily audit (SSOT §5.1): curates what was touched, refreshes the verdicts that follow from it,
/// asks for cross-vendor probes once a week, and puts the night's export aside.
/// </summary>
internal sealed class MaintenanceLoop(NodeContext node, DailySchedule schedule) : INodeLoop
{
    public const string Bookmark = "node.maintenance_day";
    private const string ProbeBookmark = "node.probe_day";

    public string Name => NodeParts.Maintenance;

    public (DateTimeOffset? At, string Why) Next(DateTimeOffset now, bool woken)
    {
        var done = DoneDay.Get(node.Lake.Control, Bookmark);
        if (schedule.DueDay(now, done) is not { } day) return (schedule.NextRun(now, done), "the daily maintenance");
        return DoneDay.Get(node.Lake.Control, PlannerLoop.Bookmark) == day
            ? (now, "")
            : (null, "the daily audit, which comes first");
    }

    public async Task RunAsync(CancellationToken token)
    {
        node.Activity.Working(Name, "waiting for an audit");
        using (await node.Gate.EnterAsync(token).ConfigureAwait(false))
        {
            if (schedule.DueDay(node.Now, DoneDay.Get(node.Lake.Control, Bookmark)) is not { } day) return;
            await CurateAsync(token).ConfigureAwait(false);
            Probe(day);
            if (node.Settings.Edge.Export.Enabled) await ExportAsync(day, token).ConfigureAwait(false);
            node.Lake.Control.Write(tx => DoneDay.Set(tx, Bookmark, day));
        }

        node.Activity.Wake(NodeParts.Worker);
    }

    private async Task CurateAsync(CancellationToken token)
    {
        node.Activity.Working(Name, "curating");
        var curated = await new Curator(node.Lake, node.Settings.Curator).CurateIncrementalAsync(token)
            .ConfigureAwait(false);
        node.Log.Info(
            Name,
            curated.IsUnchanged
                ? "Nothing to curate."
                : $"{curated.Symbols:N0} symbols curated: {curated.Years.Count} years, "
                    + $"{curated.Rows:N0} rows written.");
        node.Activity.Working(Name, "refreshing verdicts");
        await new Audit(node.Lake, node.Settings.Backfill, node.Time, node.Calendar).ScanAsync(null, token)
            .ConfigureAwait(false);
        await node.Lake.Partitions.ExportAsync(token).ConfigureAwait(false);
    }

    private async Task ExportAsync(DateOnly day, CancellationToken token)
    {
        node.Activity.Working(Name, "exporting the night");
        var night = await NightlyExport.RunAsync(
            node.Lake, day, node.Settings.Edge.NodeId, node.Settings.Edge.Export.KeepNights, node.Time, token)
            .ConfigureAwait(false);
        node.Log.Info(
            Name,
            $"Night {day:yyyy-MM-dd} exported: {night.Files:N0} files, {night.Bytes / 1e6:N1} MB, {night.Linked:N0} "
                + $"of them linked{(night.Unchanged ? ", the same as the night before" : "")}; "
                + $"{night.Removed.Count} old nights removed.");
    }

    /// <summary>Asks for the week's spot checks on their weekday, or on the next day the node runs.</summary>
    private void Probe(DateOnly day)
    {
        var due = day.AddDays(
            -(((int)day.DayOfWeek - (int)Enum.Parse<DayOfWeek>(node.Settings.Edge.ProbeWeekday) + 7) % 7));
        if (node.Vendors is not { } vendors || DoneDay.Get(node.Lake.Control, ProbeBookmark) is { } done && done >= due)
            return;
        var stage = node.Stage();
        bool HasSecond(string dataset) =>
            stage.Datasets.ContainsKey(dataset)
                && vendors.Router.Route(dataset, due, stage.KeysOf(dataset)).Vendors.Count(p => p.Usable) > 1;
        var added = Probes.Enqueue(node.Lake, node.Settings.Backfill.Qc.Probe, HasSecond, due);
        node.Lake.Control.Write(tx => DoneDay.Set(tx, ProbeBookmark, due));
        if (added > 0) node.Log.Info(Name, $"{added:N0} spot checks with a second vendor queued.");
    }
}
