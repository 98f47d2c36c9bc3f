using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Node.Stage;
using TradeML.Ops.Settings;

namespace TradeML.Cli.Commands;

/// <summary><c>ata vendors</c>: who delivers what, within which limits, and whether it answers.</summary>
internal static class VendorsCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Vendors: limits, budgets, routes, and whether they answer";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var vendors = new Command("vendors", Summary);
        vendors.Subcommands.Add(CreateList(host));
        vendors.Subcommands.Add(CreateRoute(host));
        vendors.Subcommands.Add(CreateProbe(host));
        return vendors;
    }

    private static Command CreateList(AtaHost host)
    {
        var command = new Command("list", "Show every vendor's limits, what is spent today, and what was learned")
            .WithExamples("ata vendors list", "ata vendors list --json");
        AtaContext.SetAction(command, host,
            (context, _, _) => WithVendors(context, readOnly: true, (lake, setup, configuration, _) =>
        {
            var all = VendorOverview.Of(setup, configuration.Endpoints, new VendorKeys(host.Variables),
                configuration.Backfill.Budget, lake.Control);
            context.Emit(all, console => Show(console, all));
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static Command CreateRoute(AtaHost host)
    {
        var dataset = new Argument<string>("DATASET") { Description = "Logical dataset, for example equities_eod" };
        var asOf = Arguments.Day("--as-of", "Oldest day that is wanted (default: today)");
        var symbols = Arguments.List("--symbols", "Keys that are wanted (default: the stage's)", "A,B,C");
        var command = new Command("route", "Show who provides a dataset, in the order of asking, and why") { dataset,
            asOf, symbols }.WithExamples(
                "ata vendors route equities_eod",
                "ata vendors route equities_minute --as-of 2019-01-02 --symbols AAPL,MSFT");
        AtaContext.SetAction(command, host,
            (context, parse, _) => WithVendors(context, readOnly: true, (_, setup, _, stage) =>
        {
            var name = parse.GetValue(dataset)!;
            if (!setup.Router.Datasets.Contains(name))
                throw new TradeMLException(ErrorKind.BadInput, $"There is no dataset '{name}'.", null,
                    $"The datasets are {string.Join(", ", setup.Router.Datasets)}.");
            var keys = parse.GetValue(symbols) ?? stage?.KeysOf(name) ?? [];
            var route = setup.Router.Route(name,
                parse.GetValue(asOf) ?? DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime), [.. keys]);
            context.Emit(route, console => Show(console, route));
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static Command CreateProbe(AtaHost host)
    {
        var symbol = new Option<string?>(
            "--symbol")
        {
            Description = "Ticker to ask for (default: the stage's first, else AAPL)",
            HelpName = "SYMBOL"
        };
        var command = new Command("probe",
            "Ask every vendor one cheap question; spends a request or a few each") { symbol }
            .WithExamples("ata vendors probe", "ata vendors probe --symbol MSFT --json");
        AtaContext.SetAction(command, host,
            (context, parse, token) => WithVendors(context, readOnly: false, async (_, setup, _, stage) =>
        {
            var answers = await VendorProbe.RunAsync(setup,
                parse.GetValue(symbol) ?? (stage?.Symbols is [var first, ..] ? first : "AAPL"), host.Clock, token);
            context.Emit(answers, console =>
            {
                var table = Tables.New("vendor", "answers", "#ms", "#requests", "question", "verdict");
                foreach (var a in answers)
                    table.AddText(
                        [a.Vendor, a.Answered ? "yes" : "no", Number(a.Milliseconds), Number(a.Requests), a.Question,
                            a.Verdict]);
                table.Columns[5].NoWrap = false;
                console.Write(table);
            });
            return answers.All(a => a.Answered) ? ExitCodes.Done : (int)ErrorKind.Vendor;
        }));
        return command;
    }

    private static async Task<int> WithVendors(
        AtaContext context, bool readOnly,
        Func<DataLake, VendorSetup, TradeMLConfiguration, NodeStage?, Task<int>> work)
    {
        var configuration = context.LoadConfiguration();
        using var lake = context.OpenLake(configuration, readOnly);
        var path = NodeInit.StagePath(lake.Root);
        var stage = File.Exists(path) ? NodeStage.Read(path) : null;
        using var setup = VendorCatalog.Create(
            lake, new VendorKeys(context.Host.Variables), configuration.Endpoints, configuration.Edge,
            configuration.Backfill.Budget, context.Host.Clock, stage);
        return await work(lake, setup, configuration, stage);
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<VendorStatus> all)
    {
        var table = Tables.New("vendor", "keys", "#a minute", "#spent today", "#a day", "resets (UTC)",
            "rests until (UTC)", "verified", "datasets");
        foreach (var v in all)
            table.AddText([
                v.Vendor, v.KeysSet ? "set" : $"{v.MissingKey} is not set", Rate(v), Number(v.Used), Number(v.DailyCap),
                Instant(v.ResetsAt), Instant(v.FrozenUntil),
                v.VerifiedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                string.Join(", ", v.Datasets.Select(d => v.Refused.Contains(d) ? d + " (refused)" : d))]);
        table.Columns[8].NoWrap = false;
        console.Write(table);
        foreach (var v in all)
            foreach (var text in v.Events) console.WriteLine($"{v.Vendor}: {text}");
    }

    private static void Show(IAnsiConsole console, VendorRoute route)
    {
        var table = Tables.New("vendor", "source", "role", "#priority", "why");
        foreach (var p in route.Vendors)
            table.AddText(
                [p.Vendor, p.Source ?? "",
                    p == route.Serving ? "serves" : p == route.Probing ? "probes" : p.Usable ? "stands by" : "",
                    Number(p.Priority), p.Why]);
        table.Columns[4].NoWrap = false;
        console.Write(table);
        if (route.WantedSource is { } source)
            console.WriteLine($"The stage takes {route.Dataset} from {source} alone.");
        if (route.Serving is null) console.WriteLine("Nobody serves it.");
    }

    private static string Rate(VendorStatus v) =>
        v.RequestsPerMinute < v.ConfiguredPerMinute
            ? $"{Number(v.RequestsPerMinute)} (of {Number(v.ConfiguredPerMinute)})"
            : Number(v.RequestsPerMinute);

    private static string Number(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";
}
