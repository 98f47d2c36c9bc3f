using System.Net;
using System.Text.Json;
using NUnit.Framework;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace TradeML.VendorSim.Tests.Servers;

/// <summary>A server over a simulated market and a raw HTTP client without any headers; one per test.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class VendorFixture : IAsyncDisposable
{
    private VendorServer? server;
    private HttpClient? client;

    /// <summary>
    /// Set after the end of <see cref="TestMarket.Small"/> so that its facts are all known, unless a test sets it back.
    /// </summary>
    protected FixedClock Clock { get; } = new(new DateTimeOffset(2017, 6, 1, 15, 0, 30, TimeSpan.Zero));

    protected HttpClient Client => client!;

    protected VendorServer Server => server!;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        client?.Dispose();
        if (server is not null) await server.DisposeAsync();
    }

    protected async Task StartAsync(VendorServerOptions? options = null, IMarketSource? market = null)
    {
        server = await VendorServer.StartAsync(market ?? TestMarket.Small,
            (options ?? new VendorServerOptions()) with { Clock = Clock });
        client = new HttpClient { BaseAddress = server.BaseUri, Timeout = TimeSpan.FromSeconds(30) };
    }

    protected async Task<(int Status, string Type, string Body)> RawAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "",
            await response.Content.ReadAsStringAsync());
    }

    protected async Task<JsonElement> JsonAsync(string path)
    {
        var (status, _, body) = await RawAsync(path);
        Assert.That(status, Is.EqualTo((int)HttpStatusCode.OK), body);
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    /// <summary>Options with a plan for one vendor.</summary>
    protected static VendorServerOptions Plan(string vendor, VendorPlan plan) =>
        new() { Plans = new Dictionary<string, VendorPlan>(StringComparer.Ordinal) { [vendor] = plan } };
}
