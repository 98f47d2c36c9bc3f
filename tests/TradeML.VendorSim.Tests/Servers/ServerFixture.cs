using System.Net;
using System.Text.Json;
using NUnit.Framework;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace TradeML.VendorSim.Tests.Servers;

/// <summary>A server over a small market and a raw HTTP client; one per test.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class ServerFixture : IAsyncDisposable
{
    protected const string AllBars =
        "v2/stocks/bars?symbols=AAA,BRK.B,NEW,ZZZ&timeframe=1Day&start=2024-03-01&end=2024-03-22";

    private VendorServer? server;
    private HttpClient? client;

    protected FixedClock Clock { get; } = new(new DateTimeOffset(2024, 6, 3, 15, 0, 30, TimeSpan.Zero));

    protected VendorServer Server => server!;

    protected HttpClient Client => client!;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        client?.Dispose();
        if (server is not null) await server.DisposeAsync();
    }

    protected Task StartAsync(
        FaultPlan? faults = null, int requestsPerMinute = 0, IMarketSource? market = null, bool realTime = false) =>
            StartAsync(
                new VendorServerOptions
                {
                    Faults = faults ?? FaultPlan.None, RequestsPerMinute = requestsPerMinute,
                    RealTimeData = realTime
                }, market);

    protected async Task StartAsync(VendorServerOptions options, IMarketSource? market = null)
    {
        server = await VendorServer.StartAsync(market ?? new SmallMarket(), options with { Clock = Clock });
        client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = server.BaseUri,
            Timeout = TimeSpan.FromSeconds(30)
        };
        client.DefaultRequestHeaders.Add("APCA-API-KEY-ID", server.Environment["ALPACA_API_KEY"]);
        client.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", server.Environment["ALPACA_API_SECRET"]);
    }

    protected async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    protected async Task<(int Status, string Type, string Body)> RawAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "",
            await response.Content.ReadAsStringAsync());
    }

    /// <summary>Asks, gives up once the server hangs on purpose, and proves that no answer had come.</summary>
    protected async Task AssertHangsAsync(string path)
    {
        var before = Server.FaultsInjected;
        using var patience = new CancellationTokenSource();
        var asking = Client.GetAsync(path, patience.Token);
        while (Server.FaultsInjected == before && !asking.IsCompleted) await Task.Delay(5);
        await Task.WhenAny(asking, Task.Delay(100)); // time in which a server that does not hang would answer
        Assert.That(asking.IsCompleted, Is.False, "the server gives no answer");
        await patience.CancelAsync();
        Assert.That(async () => await asking, Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>
    /// Walks all pages: (symbol, bar) in the order received, at most <paramref name="maxPages"/> pages.
    /// </summary>
    protected async Task<List<(string Symbol, string Stamp, double Close)>> WalkAsync(string path, int maxPages = 100)
    {
        var rows = new List<(string, string, double)>();
        string? token = null;
        for (var page = 0; page < maxPages; page++)
        {
            var json = await JsonAsync(token is null ? path : $"{path}&page_token={token}");
            rows.AddRange(Rows(json));
            token = json.GetProperty("next_page_token").GetString();
            if (token is null) break;
        }

        return rows;
    }

    protected static List<(string Symbol, string Stamp, double Close)> Rows(JsonElement page) =>
        [.. page.GetProperty("bars").EnumerateObject().SelectMany(symbol => symbol.Value.EnumerateArray().Select(
            bar => (symbol.Name, bar.GetProperty("t").GetString()!, bar.GetProperty("c").GetDouble())))];
}
