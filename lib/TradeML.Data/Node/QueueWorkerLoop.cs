using TradeML.Core.Errors;
using TradeML.Data.Ingest;

namespace TradeML.Data.Node;

/// <summary>Works the queue whenever a task is due and a budget is open to it (SSOT §5.1).</summary>
internal sealed class QueueWorkerLoop(NodeContext node) : INodeLoop
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMinutes(1);
    private DateTimeOffset? rest;

    public string Name => NodeParts.Worker;

    public (DateTimeOffset? At, string Why) Next(DateTimeOffset now, bool woken)
    {
        if (node.Vendors is null) return (null, "nothing: the stage's source is not fetched");
        if (!node.Settings.Backfill.Enabled) return (null, "nothing: this environment fetches nothing");
        if (woken) rest = null;
        var due = QueueView.NextDue(node.Lake.Control, node.Vendors.Fetchers.Select(f => f.Dataset));
        if (due is null) return (null, "new tasks");
        var at = new DateTimeOffset(due.Value, TimeSpan.Zero);
        return rest > at ? (rest, "a vendor's budget") : (at, "a deferred task");
    }

    public async Task RunAsync(CancellationToken token)
    {
        node.Activity.Working(Name, "fetching");
        var options = new WorkerOptions
        {
            Owner = node.Settings.Edge.NodeId, Edge = node.Settings.Edge, Backfill = node.Settings.Backfill, MaxIdleWait = TimeSpan.Zero,
        };
        try
        {
            var done = await Backfill.RunAsync(node.Lake, node.Vendors!, options, node.Time, new Progress(node.Activity, node.Log), token).ConfigureAwait(false);
            if (done.Done + done.Failed > 0)
                node.Log.Info(Name, $"{done.Done:N0} tasks done, {done.Failed:N0} given up; {done.Rows:N0} rows, {done.Quarantined:N0} set aside, {done.Requests:N0} requests.");
        }
        catch (TradeMLException e) when (e.Kind == ErrorKind.Vendor)
        {
            node.Log.Error(Name, e);
        }

        rest = Rest(node.Now);
    }

    /// <summary>How long to let tasks rest that are due but that no budget was open to; null when there are none.</summary>
    private DateTimeOffset? Rest(DateTimeOffset now)
    {
        var due = QueueView.NextDue(node.Lake.Control, node.Vendors!.Fetchers.Select(f => f.Dataset));
        if (due is null || due > now.UtcDateTime) return null;
        var opens = node.Vendors.Budgets.Values.Select(b => b.State()).Min(b => b.FrozenUntil ?? b.ResetsAt);
        return opens > now + ShortestRest ? opens : now + ShortestRest;
    }

    private sealed class Progress(NodeActivity activity, NodeLog log) : IProgress<WorkerProgress>
    {
        private string? said;

        public void Report(WorkerProgress value)
        {
            activity.Working(NodeParts.Worker, $"fetching: {value.Done + value.Failed:N0} tasks done, {value.Left:N0} left");
            if (value.Message is { } message && message != said) log.Warn(NodeParts.Worker, said = message);
        }
    }
}
