using Microsoft.Extensions.Hosting;
using TradeML.Node.Status;

namespace TradeML.Node.Loops;

/// <summary>Keeps a node's status file fresh: soon after a change, and every half minute as a heartbeat.</summary>
internal sealed class StatusService(NodeContext node, Func<string, NodeStatus> status) : BackgroundService
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        Write("stopping");
    }

    /// <summary>Writes the status now. A disk that takes nothing keeps the old one, whose age tells.</summary>
    public void Write(string state)
    {
        try
        {
            NodeStatusFile.Write(node.Lake.Root, status(state));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The loops say what is wrong with the disk.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var changed = node.Activity.Changed;
            Write("running");
            await Task.Delay(Shortest, node.Time, stoppingToken).ConfigureAwait(false);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(changed, Task.Delay(Heartbeat, node.Time, stop.Token)).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            stoppingToken.ThrowIfCancellationRequested();
        }
    }
}
