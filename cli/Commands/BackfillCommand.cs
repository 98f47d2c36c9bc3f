using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Data.Ingest;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Node.Stage;

namespace TradeML.Cli.Commands;

/// <summary><c>ata backfill</c>: works the queue, shows it, puts failed tasks back.</summary>
internal static class BackfillCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Fetch what the queue asks for, within the vendors' budgets";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var backfill = new Command("backfill", Summary);
        backfill.Subcommands.Add(CreateRun(host));
        backfill.Subcommands.Add(CreateQueue(host));
        backfill.Subcommands.Add(CreateRetry(host));
        return backfill;
    }

    private static Command CreateRun(AtaHost host)
    {
        var budget = new Option<long?>("--budget") { Description = "Most requests of this run", HelpName = "REQUESTS" };
        var command = new Command("run", "Work the queue until it is empty or the budget is spent") { budget }
            .WithExamples(
                "ata backfill run", "ata backfill run --budget 150", "ata-backfill run --quiet      # from cron");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            using var lake = context.OpenLake(configuration);
            var stage = NodeStage.Read(NodeInit.StagePath(lake.Root));
            using var setup = VendorCatalog.Create(
                lake, new VendorKeys(host.Variables), configuration.Endpoints, configuration.Edge,
                configuration.Backfill.Budget, host.Clock, stage);
            setup.Require(stage);
            var options = new WorkerOptions
            {
                Owner = configuration.Edge.NodeId, Edge = configuration.Edge, Backfill = configuration.Backfill,
                MaxRequests = parse.GetValue(budget),
            };
            var summary = await context.WithProgressAsync("Backfill",
                line => Backfill.RunAsync(lake, setup, options, host.Clock, Show(line), token));
            var counts = QueueView.Counts(lake.Control);
            context.Emit(new { summary, queue = counts }, console => Describe(console, summary, counts));
            return summary.Failed > 0 ? (int)ErrorKind.Vendor : ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Shows a worker's progress on a line.</summary>
    /// <param name="line">The line.</param>
    public static IProgress<WorkerProgress> Show(ProgressLine line) =>
        new InlineProgress<WorkerProgress>(p => line.Report(
            p.Done + p.Failed, p.Done + p.Failed + p.Left,
            string.Create(CultureInfo.InvariantCulture,
                $"{p.Rows:N0} rows, {p.RowsPerSecond:N0}"
                    + $"/s{(p.FrozenUntil is { } t ? $", vendor rests until {t:HH:mm:ss} UTC" : "")}")));

    private static void Describe(IAnsiConsole console, BackfillSummary summary, QueueCounts counts)
    {
        console.WriteLine(
            $"{summary.Done:N0} tasks done, {summary.Failed:N0} failed, {summary.Deferred:N0} deferred; " +
            $"{summary.Rows:N0} rows, {summary.Quarantined:N0} quarantined, {summary.Requests:N0} requests, took "
            + $"{summary.Elapsed.TotalSeconds:N1} s.");
        if (summary.Stopped is not null) console.WriteLine(summary.Stopped);
        console.WriteLine(
            $"Queue: {counts.Pending:N0} pending, {counts.Leased:N0} leased, {counts.Done:N0} done, "
                + $"{counts.Failed:N0} failed.");
        console.WriteLine(counts.Failed > 0 ? "Next: ata backfill queue --state FAILED" : "Next: ata audit gaps");
    }

    private static Command CreateQueue(AtaHost host)
    {
        var state = new Option<TaskState?>("--state")
        {
            Description = "Only PENDING, LEASED, DONE or FAILED",
            HelpName = "STATE"
        };
        var limit = new Option<int>("--limit") { Description = "Rows to print at most", DefaultValueFactory = _ => 20 };
        var command = new Command("queue", "Show the queue in the order it will be worked") { state, limit }
            .WithExamples(
                "ata backfill queue", "ata backfill queue --state FAILED --limit 100");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            using var lake = context.OpenLake(context.LoadConfiguration(), readOnly: true);
            var counts = QueueView.Counts(lake.Control);
            var entries = QueueView.List(lake.Control, parse.GetValue(state), parse.GetValue(limit));
            context.Emit(new { counts, entries }, console =>
            {
                console.WriteLine(
                    $"{counts.Pending:N0} pending, {counts.Leased:N0} leased, {counts.Done:N0} done, "
                        + $"{counts.Failed:N0} failed");
                var table = Tables.New("#prio", "kind", "dataset", "symbol", "window", "state", "#tries",
                    "not before (UTC)", "last error");
                foreach (var e in entries)
                    table.AddText([
                        $"{e.Task.Priority}", TaskKinds.Text(e.Task.Kind), e.Task.Dataset, e.Task.Symbol ?? "",
                        $"{e.Task.Start:yyyy-MM-dd} to {e.Task.End:yyyy-MM-dd}",
                        e.State.ToString().ToUpperInvariant(), $"{e.Task.Attempts}",
                        e.NotBefore?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "",
                        e.LastError ?? ""]);
                table.Columns[8].NoWrap = false;
                console.Write(table);
            });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static Command CreateRetry(AtaHost host)
    {
        var dataset = new Option<string?>("--dataset")
        {
            Description = "Only tasks of this dataset",
            HelpName = "NAME"
        };
        var command = new Command("retry", "Put failed tasks back to pending") { dataset }
            .WithExamples("ata backfill retry", "ata backfill retry --dataset equities_eod");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            using var lake = context.OpenLake(context.LoadConfiguration());
            var count = QueueView.Retry(lake.Control, parse.GetValue(dataset));
            context.Emit(new { retried = count },
                console => console.WriteLine($"{count:N0} tasks put back. Next: ata backfill run"));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
