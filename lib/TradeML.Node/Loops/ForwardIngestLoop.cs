using TradeML.Node.Status;

namespace TradeML.Node.Loops;

/// <summary>Asks for the newest sessions every few minutes (SSOT §5.1).</summary>
internal sealed class ForwardIngestLoop(NodeContext node) : INodeLoop
{
    private DateTimeOffset? last;

    public string Name => NodeParts.Forward;

    private TimeSpan Every => TimeSpan.FromMinutes(node.Settings.Edge.ForwardEveryMinutes);

    public (DateTimeOffset? At, string Why) Next(DateTimeOffset now, bool woken) =>
        (last is { } l && l <= now ? l + Every : now, "the next look for new sessions");

    public Task RunAsync(CancellationToken token)
    {
        node.Activity.Working(Name, "looking for new sessions");
        var now = node.Now;
        var added = ForwardProducer.Run(node.Lake, node.Stage(), node.Calendar,
            node.Settings.Backfill.ForwardLookbackSessions, node.Serves, node.Time);
        last = now;
        if (added > 0)
        {
            node.Log.Info(Name, $"{added:N0} tasks queued for new sessions.");
            node.Activity.Wake(NodeParts.Worker);
        }

        return Task.CompletedTask;
    }
}
