using TradeML.Cli.Rendering;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Curation;
using TradeML.Data.Ingest;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Quality.Audits;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Node.Stage;
using TradeML.Ops.Families;
using TradeML.Ops.Promotion;
using TradeML.Ops.Reports;
using TradeML.Ops.Settings;
using TradeML.Ops.Training;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace TradeML.Cli.Commands.Demo;

/// <summary>
/// The demo's stages, each the same call that its own verb makes. Each looks at what the lake holds and does only what
/// is missing, so an interrupted demo goes on and a finished one only prints.
/// </summary>
internal sealed class DemoRun(AtaContext context, int seed, int symbols)
{
    private const string Model = "equities_xs";
    private const int MostRounds = 5;
    private const double PlantedIc = 0.06; // so strong that a hundred names and a few years can show it
    private const string PanelTable = "curated/equities_ohlcv_adj";
    private static readonly string[] Collected = ["raw/equities_bars", "reference/corp_actions",
        "reference/delistings"];
    private readonly List<DemoStep> steps = [];

    /// <summary>Runs all stages.</summary>
    /// <param name="token">Stops between and within stages.</param>
    public async Task<DemoResult> RunAsync(CancellationToken token)
    {
        var started = context.Host.Clock.GetTimestamp();
        var root = context.ExplicitLake is null
            ? context.Absolute(Path.Combine("data_layer", "demo"))
            : context.LakeRoot;
        var configuration = TradeMLConfiguration.Load(context.ConfigDirectory, "demo", context.Host.Variables);
        var market = SimulatedMarket.Create(new MarketConfig { Seed = seed, Symbols = symbols, PlantedIc = PlantedIc });
        var clock = new ShiftedClock(context.Host.Clock,
            new DateTimeOffset(market.LastDay.AddDays(1), new TimeOnly(12, 0), TimeSpan.Zero));
        var options = new DataLakeOptions
        {
            MemoryLimitMb = configuration.Edge.Engine.MemoryLimitMb,
            Threads = configuration.Edge.Engine.EffectiveThreads
        };
        using var lake = DataLake.Open(root, ContractCatalog.LoadEmbedded(), options, clock);
        CheckSameMarket(lake, market);

        // One call in fifty is refused or cut: the vendor is no better than a real one.
        var faults = FaultPlan.ByRate(seed, new FaultRate(FaultKind.Unavailable, 0.01),
            new FaultRate(FaultKind.Reset, 0.01));
        await using var server = await VendorServer.StartAsync(market,
            new VendorServerOptions { Clock = clock, Faults = faults }, token);
        Say("vendor", $"{market.Description}, planted rank IC {PlantedIc}, over Alpaca's protocol on this machine");

        var green = await CollectAsync(lake, configuration, market, server, clock, token);
        var family = configuration.Family(Model);
        var gate = new TrainGate(lake, clock, configuration.Edge.Engine.Threads,
            survivorship: configuration.Curator.Survivorship);
        var coverage = gate.Judge(family);
        coverage.Require();
        var shares = coverage.Dependencies.Select(
            d => $"{d.Table} {ModelViews.Share(d.GreenShare)} (needs {ModelViews.Share(d.Threshold)})");
        Say("GREEN gate", $"open: {string.Join(", ", shares)}");
        var run = await context.WithProgressAsync(
            "Features, CPCV, training", line => gate.RunCpcvAsync(family, coverage, TrainCommand.Show(line), token));
        Say("train",
            $"run {run.RunId}: {run.Metrics.SampleRows:N0} samples, {run.Metrics.Trials.Count} trials over "
                + $"{run.Metrics.Validation.PathSharpe.Count} paths");
        var promotion = await PromoteAsync(lake, family, clock, token);
        var report = await context.WithProgressAsync(
            "Backtest and report", _ => RunReport.EmitAsync(lake, family, clock, run.RunId, null, token));
        return new DemoResult(
            root, steps, green, run, run.Metrics.GoNoGo, promotion, report,
            context.Host.Clock.GetElapsedTime(started).TotalSeconds);
    }

    private async Task<double> CollectAsync(
        DataLake lake, TradeMLConfiguration configuration, SimulatedMarket market, VendorServer server,
        TimeProvider clock, CancellationToken token)
    {
        using var setup = VendorCatalog.Create(
            lake, new VendorKeys(server.Environment), configuration.Endpoints, configuration.Edge,
            configuration.Backfill.Budget, clock);
        NodeInit.Run(lake, Stage(configuration, market), ExchangeCalendar.Xnys, clock);
        var audit = new Audit(lake, configuration.Backfill, clock);
        var worker = new WorkerOptions
        {
            Owner = configuration.Edge.NodeId, Edge = configuration.Edge,
            Backfill = configuration.Backfill
        };
        AuditSummary after;
        var round = 0;
        do
        {
            await context.WithProgressAsync("Backfill",
                line => Backfill.RunAsync(lake, setup, worker, clock, BackfillCommand.Show(line), token));
            after = await context.WithProgressAsync("Audit", _ => audit.ScanAsync(Collected, token));
        }
        while (after.NewTasks > 0 && ++round < MostRounds);

        var bars = lake.Manifest.Sizes().Single(s => s.Table == "raw/equities_bars");
        Say("backfill",
            $"{bars.Rows:N0} daily bars of {market.Securities.Count} symbols in {bars.Files:N0} files; queue empty");
        await context.WithProgressAsync("Curate",
            _ => new Curator(lake, configuration.Curator).CurateIncrementalAsync(token));
        var final = await context.WithProgressAsync("Audit", _ => audit.ScanAsync(null, token));
        foreach (var table in final.Tables)
            Say("audit",
                $"{table.Table}: {table.Green:N0} GREEN, {table.Amber:N0} AMBER, {table.Red:N0} RED of "
                    + $"{table.Expected:N0}");
        return final.Tables.Single(t => t.Table == PanelTable).GreenShare;
    }

    private static StageRequest Stage(TradeMLConfiguration configuration, SimulatedMarket market) => new()
    {
        NodeId = configuration.Edge.NodeId, Symbols = [.. market.Securities.Select(s => s.Symbol)],
        Start = market.FirstDay,
        End = market.LastDay.AddDays(1), MaxDaysPerTask = configuration.Backfill.MaxDaysPerTask,
    };

    private static async Task<string> PromoteAsync(
        DataLake lake, ModelFamily family, TimeProvider clock, CancellationToken token)
    {
        var promotion = new Promotion(lake, family, clock);
        if (promotion.Check() is { Pass: false } refused)
            return $"Not promoted: {string.Join(" ", refused.Refusals)}";
        var verdict = await promotion.PromoteIfBeatChampionAsync(token);
        return $"{verdict.Challenger} is champion of {verdict.Model}.";
    }

    private static void CheckSameMarket(DataLake lake, SimulatedMarket market)
    {
        const string bookmark = "demo/market";
        var known = Bookmarks.Get(lake.Control, bookmark);
        if (known is null && lake.Manifest.Sizes().Count == 0)
            lake.Control.Write(tx => Bookmarks.Set(tx, bookmark, market.Description));
        else if (known != market.Description)
            throw new TradeMLException(
                ErrorKind.BadInput,
                known is null
                    ? "This lake holds other data than the demo's."
                    : $"This lake holds another demo: {known}.", lake.Root,
                "Name an empty directory with --lake.");
    }

    private void Say(string name, string said) => steps.Add(new DemoStep(name, said));
}
