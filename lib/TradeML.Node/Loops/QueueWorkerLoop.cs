using TradeML.Data.Ingest.Executors;
using TradeML.Lake.Control;
using TradeML.Node.Status;

namespace TradeML.Node.Loops;

/// <summary>
/// Works the queue for ever (SSOT §5.1): a runner a vendor, woken when another loop has queued tasks.
/// </summary>
internal sealed class QueueWorkerLoop(NodeContext node) : INodeLoop
{
    // nobody else queues tasks: only budgets open by themselves
    private static readonly TimeSpan OwnQueuePoll = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SharedQueuePoll = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RateStep = TimeSpan.FromSeconds(1);

    public string Name => NodeParts.Worker;

    public (DateTimeOffset? At, string Why) Next(DateTimeOffset now, bool woken) => node switch
    {
        { Vendors: null } => (null, "nothing: no vendor is set up"),
        { Settings.Backfill.Enabled: false } => (null, "nothing: this environment fetches nothing"),
        _ => (now, ""),
    };

    public Task RunAsync(CancellationToken token) => RunAsync(false, token);

    /// <summary>Works until nothing can be done for now.</summary>
    public Task RunOnceAsync(CancellationToken token) => RunAsync(true, token);

    private async Task RunAsync(bool untilEmpty, CancellationToken token)
    {
        var options = new WorkerOptions
        {
            Owner = node.Settings.Edge.NodeId, Edge = node.Settings.Edge, Backfill = node.Settings.Backfill,
            StopWhenEmpty = untilEmpty, MaxIdleWait = TimeSpan.Zero,
            PollInterval = node.Lake.Control.Dialect == SqlDialect.Sqlite ? OwnQueuePoll : SharedQueuePoll,
        };
        var report = new WorkerReport(node);
        var supervisor = new VendorSupervisor(node.Lake, node.Vendors!, options, node.Time, report);
        node.Activity.Follow(Name, "leaves it to the vendors' runners", () => Inner(supervisor), supervisor.Wake);
        try
        {
            await supervisor.RunAsync(token).ConfigureAwait(false);
        }
        finally
        {
            node.Activity.Unfollow(Name, "ending a run");
            report.Say();
        }
    }

    /// <summary>
    /// What the runners do. When everything in flight waits for a vendor's rate or a retry, or for nothing at all, they
    /// are idle; how long a rate takes is not known to the second, so they look again after one.
    /// </summary>
    private List<PartState> Inner(VendorSupervisor supervisor)
    {
        var quiet = supervisor.IsQuiet;
        var soon = node.Now + RateStep;
        return [.. supervisor.States.Select(r => new PartState(
            "vendor/" + r.Vendor, !quiet, What(r),
            !quiet
                ? null
                : r.Working.Count > 0 || r.IdleUntil is null ? soon : r.IdleUntil + TimeSpan.FromMilliseconds(2)))];
    }

    private static string What(RunnerState runner) => runner switch
    {
        { Working: [var one] } => one,
        { Working: [var first, ..] } => $"{first} and {runner.Working.Count - 1} more",
        { FrozenUntil: { } until } => $"left alone until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC",
        _ => "nothing to do",
    };
}
