using System.Text.Json;
using NUnit.Framework;
using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class AlpacaOptionsTests : ServerFixture
{
    private const string Chain = "alpaca/v1beta1/options/snapshots/AAA";

    [SetUp]
    public void SetClock() => Clock.Now = new DateTimeOffset(2024, 3, 15, 23, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Chain_Pages_GiveEveryContractOnce()
    {
        await StartAsync();
        var symbols = new List<string>();
        string? token = "";
        var pages = 0;
        for (; token is not null; pages++)
        {
            var json = await JsonAsync($"{Chain}?feed=indicative&page_token={token}");
            symbols.AddRange(json.GetProperty("snapshots").EnumerateObject().Select(p => p.Name));
            token = json.GetProperty("next_page_token").GetString();
        }

        var whole = (await JsonAsync($"{Chain}?limit=1000")).GetProperty("snapshots");
        Assert.That(pages, Is.GreaterThan(2));
        Assert.That(symbols, Is.EqualTo(whole.EnumerateObject().Select(p => p.Name)));
        Assert.That(symbols, Is.Unique);
        Assert.That(symbols, Has.All.Match("^AAA24[0-9]{4}[CP][0-9]{8}$"));
    }

    [Test]
    public async Task Chain_Filtered_KeepsTypeStrikeAndExpiration()
    {
        await StartAsync();
        var json = await JsonAsync(
            $"{Chain}?type=put&strike_price_gte=105&strike_price_lte=110&expiration_date=2024-03-22");
        Assert.That(json.GetProperty("snapshots").EnumerateObject().Select(p => p.Name),
            Is.EqualTo(new[] { "AAA240322P00105000", "AAA240322P00110000" }));
    }

    [Test]
    public async Task Snapshot_AtTheMoney_QuotesAroundItsBlackScholesPrice()
    {
        await StartAsync();
        var json = (await JsonAsync($"{Chain}?strike_price_gte=110&strike_price_lte=110&expiration_date=2024-03-22"))
            .GetProperty("snapshots");
        var (call, put) = (json.GetProperty("AAA240322C00110000"), json.GetProperty("AAA240322P00110000"));
        var years = 7 / 365.0;
        Assert.That(Mid(call) - Mid(put), Is.EqualTo(110 - (110 * Math.Exp(-0.03 * years))).Within(0.03),
            "put-call parity");
        var volatility = call.GetProperty("impliedVolatility").GetDouble();
        Assert.That(Mid(call), Is.EqualTo(0.3989 * 110 * volatility * Math.Sqrt(years)).Within(0.06),
            "Brenner and Subrahmanyam's approximation");
        Assert.That(call.GetProperty("greeks").EnumerateObject().Select(p => p.Name),
            Is.EqualTo(new[] { "delta", "gamma", "rho", "theta", "vega" }));
        Assert.That(call.GetProperty("latestQuote").GetProperty("c").ValueKind, Is.EqualTo(JsonValueKind.String));
        Assert.That(call.GetProperty("latestQuote").GetProperty("t").GetString(), Is.EqualTo("2024-03-15T20:00:00Z"));

        static double Mid(JsonElement snapshot) =>
            (snapshot.GetProperty("latestQuote").GetProperty("bp").GetDouble()
                + snapshot.GetProperty("latestQuote").GetProperty("ap").GetDouble()) / 2;
    }

    [TestCase("?feed=opra", 403)]
    [TestCase("?feed=other", 400)]
    [TestCase("?limit=1001", 400)]
    [TestCase("?type=straddle", 400)]
    [TestCase("?expiration_date=soon", 400)]
    public async Task Chain_BadParameter_IsRefused(string query, int status)
    {
        await StartAsync();
        Assert.That((await RawAsync(Chain + query)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Chain_UnknownUnderlying_IsEmpty()
    {
        await StartAsync();
        Assert.That((await RawAsync("alpaca/v1beta1/options/snapshots/NONE")).Body,
            Is.EqualTo("""{"snapshots":{},"next_page_token":null}"""));
    }

    [Test]
    public async Task Chain_WithContentFaults_IsDamaged()
    {
        await StartAsync(
            FaultPlan.Scripted(new FaultStep(FaultKind.AbsurdPrices) { At = 1 },
                new FaultStep(FaultKind.UnknownFields) { At = 2 }));
        var odd = (await JsonAsync(Chain)).GetProperty("snapshots").EnumerateObject()
            .Count(p => p.Value.TryGetProperty("impliedVolatility", out var iv)
            && (iv.ValueKind == JsonValueKind.String || iv.GetDouble() is <= 0 or 1e9));
        Assert.That(odd, Is.EqualTo(1));
        Assert.That(
            (await JsonAsync(Chain)).GetProperty("snapshots").EnumerateObject()
                .All(p => p.Value.TryGetProperty("xq", out _)), Is.True);
    }
}
