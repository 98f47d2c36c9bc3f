using System.CommandLine;
using System.Runtime.InteropServices;
using TradeML.Cli.Rendering;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Node.Log;
using TradeML.Node.Loops;
using TradeML.Node.Stage;
using TradeML.Ops.Settings;

namespace TradeML.Cli.Commands.Node;

/// <summary><c>ata node run</c>: the node, until it is stopped.</summary>
internal static class NodeRunCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var once = new Option<bool>(
            "--once")
        {
            Description =
                "Do what is due once and end: new sessions, audit, queue, maintenance when it is time"
        };
        var plain = new Option<bool>("--plain") { Description = "Lines instead of the live view, on a terminal too" };
        var command = new Command("run", "Collect, audit, curate and export until Ctrl-C or SIGTERM") { once, plain }
            .WithExamples(
                "ata node run", "ata node run --once --quiet      # from cron",
                "ata node run --json              # one event a line");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var terminated = false;
            using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => terminated = true);
            var configuration = context.LoadConfiguration();
            using var lake = context.OpenLake(configuration, holder: configuration.Edge.NodeId);
            var keys = new VendorKeys(host.Variables);
            var stage = NodeStage.Read(NodeInit.StagePath(lake.Root));
            using var vendors = Vendors(context, configuration, lake, keys, stage);
            using var view = NodeView.Create(context, plain: parse.GetValue(plain) || parse.GetValue(once));
            using var log = new NodeLog(host.Clock, keys.Redactor,
                new LogFile(Path.Combine(lake.Root, "logs"), configuration.Edge.Log), view.Add);
            using var node = new NodeHost(lake,
                new NodeSettings(configuration.Edge, configuration.Backfill, configuration.Curator), vendors, log,
                host.Clock);
            foreach (var stray in lake.Recovery.Strays)
                log.Warn("lake", $"A file that no commit knew was moved to control/strays: {stray}");
            try
            {
                await view.ShowAsync(node, lake, configuration,
                    parse.GetValue(once) ? node.RunOnceAsync(token) : node.RunAsync(token));
            }
            catch (OperationCanceledException) when (terminated)
            {
                return ExitCodes.Done;
            }

            return view.Errors > 0 ? (int)ErrorKind.Vendor : ExitCodes.Done;
        });
        return command;
    }

    private static VendorSetup? Vendors(
        AtaContext context, TradeMLConfiguration configuration, DataLake lake, VendorKeys keys, NodeStage stage)
    {
        var vendors = VendorCatalog.Create(lake, keys, configuration.Endpoints, configuration.Edge,
            configuration.Backfill.Budget, context.Host.Clock, stage);
        if (stage.Source == "file" && !stage.Datasets.Keys.Any(d => vendors.Fetchers.Any(f => f.Dataset == d)))
        {
            vendors.Dispose();
            return null; // the user brings the files in; audit, curation and export go on
        }

        vendors.Require(stage);
        return vendors;
    }
}
