using TradeML.Data.Ingest.Executors;
using TradeML.Node.Status;

namespace TradeML.Node.Loops;

/// <summary>
/// Puts a worker's progress into the node's log: a line when it has caught up or every ten minutes, and every fault
/// that is worth one.
/// </summary>
internal sealed class WorkerReport(NodeContext node) : IProgress<WorkerProgress>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private readonly Lock gate = new();
    private WorkerProgress? now, said;
    private DateTimeOffset at = node.Now;
    private string? fault;

    public void Report(WorkerProgress value)
    {
        lock (gate)
        {
            now = value;
            if (value.Message is { } message && message != fault) node.Log.Warn(NodeParts.Worker, fault = message);
            if (value.Left == 0 || node.Now - at >= Longest) Say();
        }
    }

    /// <summary>Says what has been done since it last did.</summary>
    public void Say()
    {
        lock (gate)
        {
            var (done, failed) = (now?.Done - (said?.Done ?? 0), now?.Failed - (said?.Failed ?? 0));
            if (now is null || done + failed == 0) return;
            node.Log.Info(
                NodeParts.Worker,
                $"{done:N0} tasks done, {failed:N0} given up, {now.Left:N0} left; {now.Rows - (said?.Rows ?? 0):N0} "
                    + $"rows, {now.Quarantined - (said?.Quarantined ?? 0):N0} set aside, "
                    + $"{now.Requests - (said?.Requests ?? 0):N0} requests.");
            (said, at, fault) = (now, node.Now, null);
        }
    }
}
