using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Curation;
using TradeML.Data.Ingest;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Node.Stage;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;
using TradeML.Vendors.Connectors;

namespace TradeML.Benchmarks;

/// <summary>
/// The demo's market (448,501 daily bars of 120 symbols) through HTTP, parsing, checks, Parquet, manifest and ledger
/// into an empty lake, with the vendor in the same process and no rate limit in the way; then its curation. Goal:
/// 100,000 bars a second.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The runner's cleanup disposes.")]
public class IngestBenchmarks
{
    private readonly SimulatedMarket market = SimulatedMarket.Create(new MarketConfig());
    private VendorServer server = null!;
    private DataLake lake = null!;
    private int lakes;

    [GlobalSetup]
    public async Task StartAsync()
    {
        server = await VendorServer.StartAsync(market, new VendorServerOptions { RequestsPerMinute = 1_000_000 });
        Check.That(await BackfillAsync() == market.Rows, "every bar arrives");
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        Forget();
    }

    /// <summary>Everything into an empty lake; opening it and seeding the queue included.</summary>
    [Benchmark]
    public async Task<long> BackfillAsync()
    {
        Forget();
        var root = Path.Combine(Path.GetTempPath(), $"trademl-ingest-{Environment.ProcessId}-{lakes++}");
        lake = DataLake.Open(root, ContractCatalog.LoadEmbedded(), new DataLakeOptions(), TimeProvider.System);
        NodeInit.Run(
            lake,
            new StageRequest
            {
                Symbols = [.. market.Securities.Select(s => s.Symbol)], Start = new(2006, 1, 3),
                End = new(2023, 1, 1)
            },
            ExchangeCalendar.Xnys, TimeProvider.System);
        var budget = new VendorBudget(
            new VendorBudgetOptions
            {
                Vendor = "alpaca", RequestsPerMinute = 1_000_000, Burst = 1000,
                DailyCap = 1_000_000
            }, lake.Control, TimeProvider.System);
        var alpaca = VendorTable.Of("alpaca").Read(new VendorKeys(server.Environment));
        using var vendor = VendorSetup.Alpaca(lake, alpaca, new TradeML.Vendors.Http.VendorHttpOptions(), budget,
            TimeProvider.System);
        var summary = await Backfill.RunAsync(lake, vendor, new WorkerOptions(), TimeProvider.System);
        Check.That(summary.Deferred == 0 && summary.Failed == 0, "the queue is empty");
        return lake.Manifest.Files("raw/equities_bars").Sum(f => f.Rows);
    }

    /// <summary>Adjustment and curated files of all symbols, nothing remembered from before.</summary>
    [Benchmark]
    public async Task<CurateSummary> CurateAsync()
    {
        lake.Control.Write(tx => tx.Execute("DELETE FROM curation_state"));
        return await new Curator(lake, new CuratorOptions()).CurateIncrementalAsync(CancellationToken.None);
    }

    private void Forget()
    {
        if (lake is null) return;
        lake.Dispose();
        Directory.Delete(lake.Root, recursive: true);
        lake = null!;
    }
}
