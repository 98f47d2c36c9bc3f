using TradeML.Core.Time;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Audits;
using TradeML.Node.Stage;
using TradeML.Node.Status;

namespace TradeML.Node.Loops;

/// <summary>
/// Compares the lake with the stage (SSOT §5.1): lightly every few hours, looking at tables that can have changed;
/// heavily once a day, looking at all, then gating the stage and purging tasks that were given up long ago.
/// </summary>
internal sealed class PlannerLoop(NodeContext node, DailySchedule schedule, StageGate gate) : INodeLoop
{
    public const string Bookmark = "node.planner_day";
    private DateTimeOffset? last;

    public string Name => NodeParts.Planner;

    private TimeSpan Every => TimeSpan.FromMinutes(node.Settings.Edge.AuditEveryMinutes);

    public (DateTimeOffset? At, string Why) Next(DateTimeOffset now, bool woken)
    {
        var light = last is { } l && l <= now ? l + Every : now;
        var heavy = schedule.NextRun(now, DoneDay.Get(node.Lake.Control, Bookmark));
        return heavy <= light ? (heavy, "the daily audit") : (light, "the next audit");
    }

    public async Task RunAsync(CancellationToken token)
    {
        node.Activity.Working(Name, "waiting for another loop's audit or curation");
        using (await node.Gate.EnterAsync(token).ConfigureAwait(false))
        {
            var day = schedule.DueDay(node.Now, DoneDay.Get(node.Lake.Control, Bookmark));
            await (day is { } due ? HeavyAsync(due, token) : LightAsync(token)).ConfigureAwait(false);
        }

        node.Activity.Wake(NodeParts.Worker);
    }

    private async Task LightAsync(CancellationToken token)
    {
        var stage = node.Stage();
        var audit = new Audit(node.Lake, node.Settings.Backfill, node.Time, node.Calendar);
        var complete = audit.Coverage().Where(c => c.Total > 0 && c.Green == c.Total).Select(c => c.Name)
            .ToHashSet(StringComparer.Ordinal);
        var active = AuditedTable.All
            .Where(t =>
                stage.Datasets.TryGetValue(t.Dataset, out var window)
                    && (window.End is null || !complete.Contains(t.Table)))
            .Select(t => t.Table).Distinct(StringComparer.Ordinal).ToList();
        if (active.Count > 0) await ScanAsync("audit", audit, active, token).ConfigureAwait(false);
        last = node.Now;
    }

    private async Task HeavyAsync(DateOnly day, CancellationToken token)
    {
        var audit = new Audit(node.Lake, node.Settings.Backfill, node.Time, node.Calendar);
        var summary = await ScanAsync("daily audit", audit, null, token).ConfigureAwait(false);
        last = node.Now;
        node.Activity.Working(Name, "gating the stage");
        if (gate.TryPromote(summary.Tables) is { } why) node.Log.Info(Name, why);
        var purged = node.Lake.Control
            .Write(tx => QueuePurge.Run(tx, node.Now.UtcDateTime.AddDays(-node.Settings.Backfill.PurgeFailedDays)));
        if (purged > 0) node.Log.Info(Name, $"{purged:N0} old tasks purged from the queue.");
        node.Lake.Control.Write(tx => DoneDay.Set(tx, Bookmark, day));
        node.Activity.Wake(NodeParts.Maintenance);
    }

    private async Task<AuditSummary> ScanAsync(string what, Audit audit, List<string>? tables, CancellationToken token)
    {
        node.Activity.Working(Name, what);
        var summary = await audit.ScanAsync(tables, token).ConfigureAwait(false);
        var (expected, green) = (summary.Tables.Sum(t => t.Expected), summary.Tables.Sum(t => t.Green));
        node.Log.Info(
            Name,
            $"{what}: {green:N0} of {expected:N0} partitions GREEN, {summary.ChangedPartitions:N0} changed, "
                + $"{summary.NewTasks:N0} tasks queued.");
        return summary;
    }
}
