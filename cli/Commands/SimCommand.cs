using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Data.Imports;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Files;
using TradeML.VendorSim.Servers;
using TradeML.VendorSim.Timeline;

namespace TradeML.Cli.Commands;

/// <summary><c>ata sim serve</c>: a vendor server on this machine, over a simulated market or real prices.</summary>
internal static class SimCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "A vendor on this machine: the same wire protocol, no key, no network";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var sim = new Command("sim", Summary);
        sim.Subcommands.Add(CreateServe(host));
        return sim;
    }

    private static Command CreateServe(AtaHost host)
    {
        var from = new Option<string?>(
            "--from")
        {
            Description = "Serve these prices (CSV or Parquet: symbol, date, open, high, low, close, volume)",
            HelpName = "PRICES"
        };
        var actions = new Option<string?>(
            "--actions")
        {
            Description =
                "Corporate actions beside --from (Parquet: symbol, ex_date, event_type, ratio, amount)",
            HelpName = "ACTIONS.parquet"
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Seed of the simulated market",
            DefaultValueFactory = _ => 7
        };
        var symbols = new Option<int>("--symbols")
        {
            Description = "Symbols of the simulated market",
            DefaultValueFactory = _ => 120
        };
        var port = new Option<int>("--port")
        {
            Description = "Port on 127.0.0.1; 0 takes a free one",
            DefaultValueFactory = _ => 0
        };
        var rpm = new Option<int>("--rpm")
        {
            Description = "Requests allowed per minute with Alpaca; 0 is unlimited",
            DefaultValueFactory = _ => 0
        };
        var faults = new Option<string[]>("--fault")
        {
            Description =
                $"What goes wrong: NAME:RATE, all:RATE or script:FILE.yml, with VENDOR/ before it for one vendor; "
                    + $"repeatable. Names: {string.Join(", ", FaultNames.All)}",
            HelpName = "SPEC", DefaultValueFactory = _ => [],
        };
        var plans = new Option<string[]>("--plan")
        {
            Description =
                "What a subscription allows: VENDOR:second=N,minute=N,day=N,history=DAYS,RIGHT or VENDOR:free, or "
                    + "free for all; repeatable",
            HelpName = "SPEC", DefaultValueFactory = _ => [],
        };
        var timeline = new Option<string?>(
            "--timeline")
        {
            Description = "What changes while it runs: revisions, late actions, renames, outages",
            HelpName = "FILE.yml"
        };
        var command = new Command("serve", "Serve all vendors' protocols until Ctrl-C")
        {
            from, actions, seed, symbols, port, rpm, faults, plans, timeline,
        }.WithExamples(
            "ata sim serve --port 8787",
            "ata sim serve --from prices.parquet --actions actions.parquet --port 8787",
            "ata sim serve --fault 429:0.02 --fault reset:0.01      # two in a hundred calls are refused, one is cut",
            "ata sim serve --plan free --fault massive/503:0.1      # the free plans' limits; one vendor often down");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var byVendor = FaultPlan.ParseByVendor(parse.GetValue(faults)!, parse.GetValue(seed));
            var market = parse.GetValue(from) is { } prices
                ? await LoadPricesAsync(context, context.Absolute(prices),
                    parse.GetValue(actions) is { } a ? context.Absolute(a) : null, token)
                : SimulatedMarket.Create(
                    new MarketConfig { Seed = parse.GetValue(seed), Symbols = parse.GetValue(symbols) });
            var options = new VendorServerOptions
            {
                Port = parse.GetValue(port),
                RequestsPerMinute = parse.GetValue(rpm),
                Faults = byVendor.GetValueOrDefault("", FaultPlan.None),
                VendorFaults = byVendor.Where(pair => pair.Key.Length > 0).ToDictionary(StringComparer.Ordinal),
                Plans = VendorPlans.Parse(parse.GetValue(plans)!),
                Timeline = parse.GetValue(timeline) is { } script
                    ? TimelineScript.Read(context.Absolute(script))
                    : MarketTimeline.Empty,
                Clock = host.Clock,
            };
            await using var server = await VendorServer.StartAsync(market, options, token);
            context.Emit(
                new { address = server.BaseUri, market = market.Description, environment = server.Environment },
                console => Describe(console, server, market));
            host.Out.Profile.Out.Writer.Flush();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, host.Clock, token);
            }
            catch (OperationCanceledException)
            {
                var asked = server.Vendors.Where(vendor => server.RequestsOf(vendor) > 0)
                    .Select(vendor =>
                        string.Create(CultureInfo.InvariantCulture, $"{vendor} {server.RequestsOf(vendor):N0}"))
                        .ToList();
                host.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Stopped after {server.Requests:N0} "
                        + $"requests{(asked.Count > 1 ? $" ({string.Join(", ", asked)})" : "")}, "
                        + $"{server.RowsServed:N0} rows, {server.FaultsInjected:N0} faults."));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Task<IMarketSource> LoadPricesAsync(
        AtaContext context, string prices, string? actions, CancellationToken token) =>
        context.WithProgressAsync<IMarketSource>("Reading prices", async _ =>
        {
            using var bars = BarFile.Load(prices); // reads whatever import reads
            var folder = Directory.CreateTempSubdirectory("trademl-").FullName;
            try
            {
                var plain = Path.Combine(folder, Path.GetFileName(prices));
                bars.WriteDaily(plain);
                return await PriceFileMarket.LoadAsync(plain, actions, token);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });

    private static void Describe(IAnsiConsole console, VendorServer server, IMarketSource market)
    {
        console.WriteLine($"# {market.Description}");
        console.WriteLine($"# listening on {server.BaseUri} (this machine only) until Ctrl-C; in another terminal:");
        foreach (var (name, value) in server.Environment)
            console.WriteLine(
                value.Contains(' ', StringComparison.Ordinal) ? $"export {name}='{value}'" : $"export {name}={value}");
    }
}
