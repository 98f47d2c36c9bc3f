using System.Diagnostics;
using System.Globalization;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Node.Log;
using TradeML.Node.Loops;
using TradeML.Node.Stage;
using TradeML.Ops.Settings;
using TradeML.Testing;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace TradeML.Campaign;

/// <summary>One run of <see cref="StageZero"/>.</summary>
internal sealed class StageZeroRun(
    string root, VendorServer server, SimulatedMarket market, JumpingClock clock, DateOnly first, Action<string>? log)
{
    private static readonly string[] Waiting = ["MISSING_ROWS", "UNCONFIRMED", "NOT_CURATED"];
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(10);

    public async Task<StageZeroResult> RunAsync(string[] tables, Action<string> say)
    {
        var start = clock.GetUtcNow();
        var wall = Stopwatch.StartNew();
        var configuration = TradeMLConfiguration.Load(
            Path.Combine(AppContext.BaseDirectory, "configs"), "local",
            new Dictionary<string, string> { ["TRADEML__EDGE__STAGE_GATE__ENABLED"] = "false" });
        var keys = new VendorKeys(server.Environment);
        using var lake = DataLake.Open(root, ContractCatalog.LoadEmbedded(),
            new DataLakeOptions { MemoryLimitMb = 1024, Threads = Environment.ProcessorCount }, clock);
        var stage = Seed(lake, configuration);
        using var vendors = VendorCatalog.Create(lake, keys, configuration.Endpoints, configuration.Edge,
            configuration.Backfill.Budget, clock, stage);
        using var events = new NodeLog(clock, keys.Redactor, null,
            e =>
                log?.Invoke(
                    string.Create(CultureInfo.InvariantCulture,
                        $"{wall.Elapsed.TotalSeconds,6:0.0} {e.At:MM-dd HH:mm:ss} {e.Part}: {e.Text}")));
        using var node = new NodeHost(lake,
            new NodeSettings(configuration.Edge, configuration.Backfill, configuration.Curator), vendors, events,
            clock);
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => node.RunAsync(stop.Token), CancellationToken.None);

        var audit = new Audit(lake, configuration.Backfill, clock);
        while (!IsComplete(audit, tables) && clock.GetUtcNow() < start.AddDays(2))
        {
            if (running.IsCompleted) await running;
            await Task.Delay(Look, clock);
        }

        var (green, simulated) = (wall.Elapsed, clock.GetUtcNow() - start);
        var bulk = CallAccount.Of(server.CallLog);
        foreach (var table in audit.Coverage())
            say($"{table.Name}: {table.Green:N0} GREEN, {table.Amber:N0} AMBER, {table.Red:N0} RED");
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"stage 0 complete: {green.TotalSeconds:0} s of wall time, {simulated.TotalMinutes:0} simulated "
                + $"minutes, {server.FaultsInjected} faults; calls {bulk.Calls} (failed {bulk.Failed}, repeated "
                + $"{bulk.Repeated}), least {bulk.Least}, ratio {(double)bulk.Calls / bulk.Least:0.000}"));

        await Task.Delay(start.AddDays(9) - clock.GetUtcNow(), clock);
        await stop.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // it was asked to stop
        }

        return Account(lake, audit, green, wall.Elapsed, say);
    }

    private static bool IsComplete(Audit audit, string[] tables)
    {
        var coverage = audit.Coverage();
        return tables.All(t => coverage.FirstOrDefault(c => c.Name == t) is { Total: > 0, Red: 0 });
    }

    private NodeStage Seed(DataLake lake, TradeMLConfiguration configuration)
    {
        var symbols = market.Securities.Where(s => s.IsListed(new DateOnly(2024, 6, 7)))
            .Select(s => s.SymbolOn(new DateOnly(2024, 6, 7))).ToList();
        var daily = new StageWindow { Start = first };
        var minutes =
            new StageWindow
            {
                Start = new DateOnly(2024, 6, 10)
                .AddDays(-(new DateOnly(2024, 6, 10).DayNumber - first.DayNumber) / 5), Source = "alpaca_iex"
            };
        var stage = new NodeStage
        {
            NodeId = configuration.Edge.NodeId, Source = "alpaca_sip", Symbols = symbols,
            Datasets = new Dictionary<string, StageWindow>
            {
                ["equities_eod"] = daily, ["corp_actions"] = daily,
                ["listings"] = daily, ["equities_minute"] = minutes
            },
        };
        stage.Write(NodeInit.StagePath(lake.Root));
        var today = ExchangeCalendar.Xnys.TradingDayOf(clock.GetUtcNow().UtcDateTime);
        lake.Control
            .Write(tx => StageSeed.Run(tx, stage, ExchangeCalendar.Xnys, today, configuration.Backfill.MaxDaysPerTask));
        return stage;
    }

    private StageZeroResult Account(DataLake lake, Audit audit, TimeSpan green, TimeSpan wall, Action<string> say)
    {
        long partitions = 0;
        foreach (var table in audit.Coverage())
        {
            partitions += table.Total;
            say($"after the week, {table.Name}: {table.Green:N0} GREEN, {table.Amber:N0} AMBER, {table.Red:N0} RED");
        }

        var open = lake.Control.Read(r => r.Query<(string Table, string Status, string Code, long Days)>(
            """
            SELECT table_name, status, qc_code, COUNT(*) FROM partition_status WHERE status <> 'GREEN'
                GROUP BY table_name, status, qc_code ORDER BY 1, 2, 3
            """));
        foreach (var (table, status, code, days) in open) say($"  {table} {status} {code}: {days:N0}");
        var calls = CallAccount.Of(server.CallLog);
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"whole story: {wall.TotalSeconds:0} s of wall time, {clock.Jumps} jumps; calls {calls.Calls} (failed "
                + $"{calls.Failed}, repeated {calls.Repeated}), least {calls.Least}, ratio "
                + $"{(double)calls.Calls / calls.Least:0.000}"));
        var unexplained = open.Where(o => o.Status == "RED" && Waiting.Contains(o.Code)).Sum(o => o.Days);
        return new StageZeroResult(partitions, unexplained, green, calls.Calls, calls.Repeated, calls.Least);
    }
}
