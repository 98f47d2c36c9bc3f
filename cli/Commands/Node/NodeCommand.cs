using System.CommandLine;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Imports;
using TradeML.Data.Ingest.Routing;
using TradeML.Lake;
using TradeML.Node.Stage;
using TradeML.Ops.Settings;

namespace TradeML.Cli.Commands.Node;

/// <summary><c>ata node</c>: what a node shall collect, running it, and what it is doing.</summary>
internal static class NodeCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "A node that collects, audits, curates and exports by itself";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var node = new Command("node", Summary);
        node.Subcommands.Add(CreateInit(host));
        node.Subcommands.Add(NodeRunCommand.Create(host));
        node.Subcommands.Add(NodeStatusCommand.Create(host));
        return node;
    }

    private static Command CreateInit(AtaHost host)
    {
        var symbols = Arguments.List("--symbols", "Symbols, separated by commas", "A,B,C");
        var file = new Option<string?>("--symbols-file")
        {
            Description = "File with one symbol a line",
            HelpName = "FILE"
        };
        var top = Arguments.Between(
            new Option<int?>("--top") { Description = "The first N symbols of the vendor's own list", HelpName = "N" },
            1);
        var start = Arguments.Day("--start", "First day (default: fifteen years ago)");
        var end = Arguments.Day("--end", "Day after the last (default: always up to today)");
        var feed = new Option<string>("--feed")
        {
            Description = "Alpaca's feed: sip (all venues) or iex (one venue)",
            DefaultValueFactory = _ => "sip"
        };
        feed.AcceptOnlyFromAmong("sip", "iex");
        var source = new Option<string?>(
            "--source")
        {
            Description = "Another source than Alpaca: file, after `ata import bars`, with its symbols and days",
            HelpName = "NAME",
        };
        var command = new Command("init",
            "Make the lake, its control store and stage, and queue the first fetch; again, it only adds")
        {
            symbols, file, top, start, end, feed, source,
        }.WithExamples(
            "ata node init --symbols AAPL,MSFT,JNJ --start 2015-01-01",
            "ata node init --symbols-file universe.txt --start 2005-01-01 --end 2021-04-22",
            "ata node init --top 100      # from the vendor's list; needs keys");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var today = ExchangeCalendar.Xnys.TradingDayOf(host.Clock.GetUtcNow().UtcDateTime);
            var named = parse.GetValue(symbols) is { Length: > 0 } list
                ? list
                : (parse.GetValue(file) is { } f ? SymbolList.ReadFile(context.Absolute(f)) : null);
            var ownFiles = parse.GetValue(source) == FileImport.SourceName;
            if (named is null && parse.GetValue(top) is null && !ownFiles)
                throw new TradeMLException(ErrorKind.BadInput, "No symbols are named.", null,
                    "Give --symbols, --symbols-file or --top.");
            var fromImport = ownFiles && named is null;
            if (fromImport && !DataLake.Exists(context.LakeRoot)) throw ImportedBars.None(); // and no lake is made
            using var lake = context.OpenLake(configuration, create: true);
            var imported = ownFiles ? ImportedBars.Of(lake) : null;
            if (fromImport && imported is null) throw ImportedBars.None();
            named ??= imported?.Symbols;
            named ??= await AskVendorAsync(context, configuration, lake, parse.GetValue(top)!.Value, token);
            var request = new StageRequest
            {
                NodeId = configuration.Edge.NodeId, Source = parse.GetValue(source) ?? "alpaca_" + parse.GetValue(feed),
                Symbols = [.. named],
                Start = parse.GetValue(start) ?? imported?.Start ?? today.AddYears(-15),
                End = parse.GetValue(end) ?? imported?.End,
                MaxDaysPerTask = configuration.Backfill.MaxDaysPerTask,
            };
            var result = NodeInit.Run(lake, request, ExchangeCalendar.Xnys, host.Clock);
            context.Emit(result, console =>
            {
                console.WriteLine(
                    $"Stage: {result.Symbols:N0} symbols ({result.NewSymbols:N0} new), "
                        + $"{result.TasksAdded:N0} tasks queued.");
                console.WriteLine($"  written to {result.StagePath}");
                console.WriteLine(ownFiles
                    ? "Next: ata audit gaps, then ata curate run"
                    : "Next: ata node run, or step by step: ata backfill run");
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<string>> AskVendorAsync(
        AtaContext context, TradeMLConfiguration configuration, DataLake lake, int count, CancellationToken token)
    {
        using var setup = VendorCatalog.Create(
            lake, new VendorKeys(context.Host.Variables), configuration.Endpoints, configuration.Edge,
            configuration.Backfill.Budget, context.Host.Clock);
        return await SymbolList.FromVendorAsync(setup, count, token);
    }
}
