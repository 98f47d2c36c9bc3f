using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.VendorSim.Servers;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class AlpacaAccessTests : ServerFixture
{
    [Test]
    public async Task Data_WrongSecret_IsAnHtmlPage401()
    {
        await StartAsync();
        Client.DefaultRequestHeaders.Remove("APCA-API-SECRET-KEY");
        Client.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", "wrong");
        var (status, type, body) = await RawAsync(AllBars);
        Assert.That((status, type), Is.EqualTo((401, "text/html")));
        Assert.That(body, Does.Contain("401 Authorization Required"));
    }

    [Test]
    public async Task Trading_WithoutKeys_IsACode401()
    {
        await StartAsync();
        Client.DefaultRequestHeaders.Clear();
        var (status, type, body) = await RawAsync("v2/assets");
        Assert.That((status, type, body),
            Is.EqualTo((401, "application/json", """{"code":40110000,"message":"request is not authorized"}""")));
    }

    [Test]
    public async Task RateLimit_WithinTheMinute_CountsDownThenRefusesThenRecovers()
    {
        await StartAsync(requestsPerMinute: 2);
        for (var left = 1; left >= 0; left--)
        {
            using var granted = await Client.GetAsync(AllBars);
            Assert.That((int)granted.StatusCode, Is.EqualTo(200));
            Assert.That(granted.Headers.GetValues("X-RateLimit-Limit").Single(), Is.EqualTo("2"));
            Assert.That(granted.Headers.GetValues("X-RateLimit-Remaining").Single(), Is.EqualTo($"{left}"));
        }

        using var refused = await Client.GetAsync(AllBars);
        Assert.That((int)refused.StatusCode, Is.EqualTo(429));
        Assert.That(await refused.Content.ReadAsStringAsync(), Is.EqualTo("""{"message":"too many requests."}"""));
        var reset = long.Parse(refused.Headers.GetValues("X-RateLimit-Reset").Single());
        Assert.That(reset, Is.EqualTo(Clock.Now.ToUnixTimeSeconds() + 30));
        Assert.That((await RawAsync("v2/assets")).Status, Is.EqualTo(200), "trading has a window of its own");
        Clock.Now = DateTimeOffset.FromUnixTimeSeconds(reset);
        Assert.That((await RawAsync(AllBars)).Status, Is.EqualTo(200));
        Assert.That(Server.Requests, Is.EqualTo(5));
    }

    [Test]
    public async Task Path_Unknown_IsNotFound()
    {
        await StartAsync();
        Assert.That((await RawAsync("v9/nothing")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Start_PortTaken_SaysSo()
    {
        await StartAsync();
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                VendorServer.StartAsync(new SmallMarket(), new VendorServerOptions { Port = Server.BaseUri.Port }));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Message, Does.Contain($"{Server.BaseUri.Port}"));
    }

    [Test]
    public async Task Server_Address_IsLoopbackAndAlpacaAnswersAtBothPlaces()
    {
        await StartAsync();
        Assert.That(Server.BaseUri.IsLoopback, Is.True);
        Assert.That(Server.Environment.Keys,
            Is.SupersetOf(new[] { "ALPACA_API_KEY", "ALPACA_API_SECRET", "ALPACA_DATA_URL", "ALPACA_TRADING_URL" }));
        Assert.That(new Uri(Server.Environment["ALPACA_DATA_URL"]), Is.EqualTo(new Uri(Server.BaseUri, "alpaca")));
        Assert.That(await RawAsync("alpaca/" + AllBars), Is.EqualTo(await RawAsync(AllBars)));
        Assert.That(Server.RequestsOf("alpaca"), Is.EqualTo(2));
    }

    [Test]
    public void Options_AsText_HideTheSecret() =>
        Assert.That(new VendorServerOptions { Secret = "hush-hush" }.ToString(),
            Does.Contain("***").And.Not.Contain("hush-hush"));
}
