using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Data.Settings;
using TradeML.Node.Stage;
using TradeML.Node.Status;

namespace TradeML.Cli.Commands.Node;

/// <summary><c>ata node status</c>: what a node is doing, asked from another process at any time.</summary>
internal static class NodeStatusCommand
{
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(2);

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var command = new Command("status",
            "What the node is doing, what it holds and what is missing; works beside a running node and without one")
            .WithExamples(
                "ata node status", "ata node status --json");
        AtaContext.SetAction(command, host, (context, _, _) =>
        {
            var configuration = context.LoadConfiguration();
            using var lake = context.OpenLake(configuration, readOnly: true);
            var status = NodeStatusFile.Read(lake.Root);
            var stagePath = NodeInit.StagePath(lake.Root);
            var stage = File.Exists(stagePath) ? NodeStage.Read(stagePath) : null;
            var figures = NodeFigures.Read(lake, host.Clock);
            var now = host.Clock.GetUtcNow();
            var verdict = Verdict(status, now);
            var forecast = AuditViews.Forecast(lake, configuration, host);
            var age = status is null ? (double?)null : Math.Round((now - status.HeartbeatAt).TotalSeconds, 1);
            context.Emit(
                new
                {
                    verdict, heartbeat_age_seconds = age,
                    stage = stage is null
                        ? null
                        : new { number = stage.Stage, symbols = stage.Symbols.Count, datasets = stage.Datasets.Keys },
                    node = status, queue = figures.Queue, coverage = figures.Coverage, time_to_green = forecast,
                },
                console =>
                {
                    console.WriteLine(verdict);
                    if (stage is not null)
                        console.WriteLine(
                            $"Stage {stage.Stage}: {stage.Symbols.Count:N0} symbols, "
                                + $"{string.Join(", ", stage.Datasets.Keys)}.");
                    console.Write(NodePanel.Draw(status ?? None(now), figures, now, forecast.Text));
                });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static string Verdict(NodeStatus? status, DateTimeOffset now)
    {
        if (status is null) return "No node has run on this lake yet. Start one with `ata node run`.";
        var who = $"Node '{status.NodeId}' (process {status.ProcessId} on {status.Host})";
        var heard = string.Create(CultureInfo.InvariantCulture,
            $"{status.HeartbeatAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {NodePanel.Age(status.HeartbeatAt - now)}");
        if (status.State == "stopped") return $"{who} stopped at {heard}. No node is running.";
        if (now - status.HeartbeatAt <= Stale) return $"{who} is {status.State}; last heard of at {heard}.";
        if (status.Host == Environment.MachineName && !IsAlive(status.ProcessId))
            return $"{who} has died without a word; last heard of at {heard}. `ata node run` goes on where it was.";
        return $"{who} has not been heard of since {heard}: it hangs, its disk takes nothing, or it runs on a "
            + "machine that is off.";
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static NodeStatus None(DateTimeOffset now) => new()
    {
        NodeId = "none", Host = Environment.MachineName, ProcessId = 0, Version = "", State = "stopped",
        StartedAt = now, HeartbeatAt = now, Parts = [], Vendors = [], Events = [],
    };
}
