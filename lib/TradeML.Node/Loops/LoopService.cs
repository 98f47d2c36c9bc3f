using Microsoft.Extensions.Hosting;
using TradeML.Core.Errors;
using TradeML.Lake.Files;

namespace TradeML.Node.Loops;

/// <summary>
/// Runs a loop for ever. A vendor's error is noted and tried again. A disk that is full or read-only pauses the loop
/// until it takes bytes again. Any other error ends the node.
/// </summary>
internal sealed class LoopService(INodeLoop loop, NodeContext node, Action<Exception> failed) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LoopAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!(e is OperationCanceledException && stoppingToken.IsCancellationRequested))
        {
            // whoever waits for an idle node must not take this one for idle
            node.Activity.Working(loop.Name, "ending the node");
            failed(e);
            throw;
        }
    }

    private async Task LoopAsync(CancellationToken token)
    {
        var pause = FirstPause;
        var woken = false;
        while (true)
        {
            token.ThrowIfCancellationRequested();
            try
            {
                var (at, why) = loop.Next(node.Now, woken);
                if (!(at <= node.Now))
                {
                    woken = await node.Activity.SleepAsync(loop.Name, at, why, token).ConfigureAwait(false);
                    continue;
                }

                woken = false;
                await loop.RunAsync(token).ConfigureAwait(false);
                pause = FirstPause;
            }
            catch (Exception e) when (Passing(e) is not null)
            {
                token.ThrowIfCancellationRequested();
                var trouble = Passing(e)!;
                node.Log.Error(loop.Name, trouble);
                woken = await node.Activity.SleepAsync(loop.Name, node.Now + pause, $"paused: {trouble.Message}", token)
                    .ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private TradeMLException? Passing(Exception error) =>
        error is TradeMLException { Kind: ErrorKind.Vendor } vendor
            ? vendor
            : StorageTrouble.Passing(error, node.Lake.Root);
}
