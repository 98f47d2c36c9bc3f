using BenchmarkDotNet.Attributes;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace TradeML.Benchmarks;

/// <summary>
/// The demo's market made, and all its bars through HTTP to a client that throws them away: the server must never be
/// what limits ingest.
/// </summary>
[MemoryDiagnoser]
public class VendorSimBenchmarks : IAsyncDisposable
{
    private readonly SimulatedMarket market = SimulatedMarket.Create(new MarketConfig());
    private VendorServer? server;
    private HttpClient? client;

    [GlobalSetup]
    public async Task StartAsync()
    {
        server = await VendorServer.StartAsync(market, new VendorServerOptions());
        client = new HttpClient { BaseAddress = server.BaseUri };
        client.DefaultRequestHeaders.Add("APCA-API-KEY-ID", server.Environment["ALPACA_API_KEY"]);
        client.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", server.Environment["ALPACA_API_SECRET"]);
        var served = await ServeAllBars();
        if (served != market.Rows)
            throw new InvalidOperationException($"The server sent {served} of {market.Rows} bars.");
    }

    [GlobalCleanup]
    public async Task StopAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        client?.Dispose();
        if (server is not null) await server.DisposeAsync();
    }

    [Benchmark]
    public int CreateDemoMarket() => SimulatedMarket.Create(new MarketConfig()).Rows;

    /// <summary>Minute bars of 30 securities over 20 sessions: made from the daily bars and sent.</summary>
    [Benchmark]
    public async Task<long> ServeMinuteBars()
    {
        var before = server!.RowsServed;
        foreach (var security in market.Securities.Where(s => s.Delisted is null).Take(30))
        {
            using var stream = await client!.GetStreamAsync(
                $"v2/stocks/bars?symbols={security.Symbol}&timeframe=1Min&start=2022-11-01&end=2022-11-30&limit=10000");
            await stream.CopyToAsync(Stream.Null);
        }

        return server.RowsServed - before;
    }

    [Benchmark]
    public async Task<long> ServeAllBars()
    {
        var before = server!.RowsServed;
        foreach (var security in market.Securities)
        {
            using var stream = await client!.GetStreamAsync(
                $"v2/stocks/bars?symbols={security.Symbol}&timeframe=1Day&start=2000-01-01&end=2023-12-31&limit=10000");
            await stream.CopyToAsync(Stream.Null);
        }

        return server.RowsServed - before;
    }
}
