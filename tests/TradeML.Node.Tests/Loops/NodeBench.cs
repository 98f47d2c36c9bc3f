using Microsoft.Extensions.Time.Testing;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Settings;
using TradeML.Data.Tests.Ingest;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Node.Log;
using TradeML.Node.Loops;
using TradeML.Node.Stage;
using TradeML.VendorSim.Servers;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Http;

namespace TradeML.Node.Tests.Loops;

/// <summary>
/// A node in this process on a clock that stands still until it is moved, with a simulated vendor on the same clock.
/// </summary>
public sealed class NodeBench : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly VendorServer server;
    private readonly VendorSetup vendors;
    private readonly NodeLog log;
    private Task? run;

    private NodeBench(
        DateTimeOffset start, VendorServer server, FakeTimeProvider time, string secret, ICrashPoint? crash,
        EdgeOptions? edge)
    {
        Time = time;
        this.server = server;
        Root = Path.Combine(Path.GetTempPath(), "trademl-node-" + Guid.NewGuid().ToString("N"));
        Lake = DataLake.Open(
            Root, ContractCatalog.LoadEmbedded(),
            new DataLakeOptions
            {
                MemoryLimitMb = 256, Threads = 1, Synchronous = SyncMode.Normal,
                HolderName = "bench"
            }, Time, crash);
        var day = DateOnly.FromDateTime(start.UtcDateTime);
        NodeInit.Run(Lake, new StageRequest { Symbols = IngestBench.Symbols, Start = day.AddDays(-60) },
            ExchangeCalendar.Xnys, Time);
        var keys = new VendorKeys(new Dictionary<string, string>
        {
            ["ALPACA_DATA_URL"] = server.BaseUri.ToString(), ["ALPACA_TRADING_URL"] = server.BaseUri.ToString(),
            ["ALPACA_API_KEY"] = "SIMKEY", ["ALPACA_API_SECRET"] = secret,
        });
        var budget = new VendorBudget(
            new VendorBudgetOptions { Vendor = "alpaca", RequestsPerMinute = 60_000, Burst = 10_000 }, Lake.Control,
            Time);
        vendors = VendorSetup.Alpaca(Lake, VendorTable.Of("alpaca").Read(keys),
            new VendorHttpOptions { Vendor = "alpaca", MaxRetries = 0, AttemptTimeout = TimeSpan.FromSeconds(30) },
            budget, Time);
        log = new NodeLog(Time, SecretRedactor.ByShape, null, e =>
        {
            lock (Events) Events.Add(e);
        });
        Node = new NodeHost(Lake,
            new NodeSettings(edge ?? new EdgeOptions(), new BackfillOptions(), new CuratorOptions()), vendors, log,
            Time);
    }

    public string Root { get; }

    public FakeTimeProvider Time { get; }

    public DataLake Lake { get; }

    public NodeHost Node { get; }

    public List<NodeEvent> Events { get; } = [];

    public long Requests => server.Requests;

    public static async Task<NodeBench> StartAsync(
        DateTimeOffset start, string secret = "simulated-secret", ICrashPoint? crash = null, EdgeOptions? edge = null,
        bool run = true)
    {
        var time = new FakeTimeProvider(start);
        var bench = new NodeBench(start, await IngestBench.ServeAsync(clock: time), time, secret, crash, edge);
        if (run) bench.run = bench.Node.RunAsync(bench.stop.Token);
        return bench;
    }

    /// <summary>
    /// Lets the clock jump from one due instant to the next until an instant is reached and the node has nothing to do.
    /// </summary>
    public async Task RunUntilAsync(DateTimeOffset until)
    {
        var waited = 0;
        while (true)
        {
            var now = Time.GetUtcNow();
            if (!Node.Activity.IsIdle(now))
            {
                if (run!.IsCompleted) await run;
                if (waited++ > 6000)
                    throw new TimeoutException(
                        $"The node has not come to rest at {now:O}: {string.Join("; ", Node.Activity.Parts)}");
                await Task.Delay(10);
                continue;
            }

            waited = 0;
            if (now >= until) return;
            var next = Node.Activity.NextDue is { } due && due < until ? due : until;
            Time.SetUtcNow(next);
        }
    }

    /// <summary>Stops the node and returns how it ended.</summary>
    public async Task<Exception?> StopAsync()
    {
        await stop.CancelAsync();
        try
        {
            await run!;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    public IReadOnlyList<NodeEvent> Said(string words)
    {
        lock (Events) return [.. Events.Where(e => e.Text.Contains(words, StringComparison.Ordinal))];
    }

    public async ValueTask DisposeAsync()
    {
        if (run is { IsCompleted: false }) await StopAsync();
        stop.Dispose();
        Node.Dispose();
        log.Dispose();
        vendors.Dispose();
        Lake.Dispose();
        await server.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }
}
