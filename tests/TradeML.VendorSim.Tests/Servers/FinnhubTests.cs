using System.Text.Json;
using NUnit.Framework;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class FinnhubTests : ServerFixture
{
    private const string Api = "finnhub/api/v1/";
    private const string Key = "&token=SIMKEY";

    private static string Candles(string symbol, string resolution, string from, string to) =>
        $"{Api}stock/candle?symbol={symbol}&resolution={resolution}&from={Second(from)}&to={Second(to)}{Key}";

    [Test]
    public async Task Candles_Daily_AreSplitAdjustedArraysStampedMidnightUtc()
    {
        await StartPaidAsync();
        var json = await JsonAsync(Candles("AAA", "D", "2024-03-01", "2024-03-22"));
        Assert.That(json.GetProperty("s").GetString(), Is.EqualTo("ok"));
        foreach (var name in "chlotv") Assert.That(json.GetProperty($"{name}").GetArrayLength(), Is.EqualTo(16));
        Assert.That(json.GetProperty("t")[2].GetInt64(), Is.EqualTo(Second("2024-03-05")));
        Assert.That(json.GetProperty("c")[2].GetDouble(), Is.EqualTo(102 / 1.499999).Within(1e-4));
        Assert.That(json.GetProperty("c")[3].GetDouble(), Is.EqualTo(103));
        Assert.That(json.GetProperty("v")[2].GetInt64(), Is.EqualTo(600_000).Within(1));
    }

    [TestCase("1", 390)]
    [TestCase("15", 26)]
    [TestCase("60", 7)]
    public async Task Candles_Intraday_AreRawAndMakeTheDay(string resolution, int expected)
    {
        await StartPaidAsync();
        var json = await JsonAsync(Candles("AAA", resolution, "2024-03-05", "2024-03-06"));
        Assert.That(json.GetProperty("t").GetArrayLength(), Is.EqualTo(expected));
        Assert.That(json.GetProperty("t")[0].GetInt64(), Is.EqualTo(Second("2024-03-05T14:30:00Z")));
        Assert.That(json.GetProperty("c")[expected - 1].GetDouble(), Is.EqualTo(102));
        Assert.That(json.GetProperty("v").EnumerateArray().Sum(v => v.GetInt64()), Is.EqualTo(400_000));
    }

    [Test]
    public async Task Candles_LongIntradayWindow_IsCutSilently()
    {
        await StartPaidAsync(TestMarket.Small);
        var symbol = TestMarket.Small.Securities.First(s => s.Listed.Year == 2015 && s.Delisted is null).Symbol;
        var json = await JsonAsync(Candles(symbol, "60", "2016-01-01", "2016-12-31"));
        Assert.That(json.GetProperty("t").EnumerateArray().Max(t => t.GetInt64()),
            Is.LessThanOrEqualTo(Second("2016-02-01")));
    }

    [TestCase("NONE", "2024-03-01", "2024-03-22")]
    [TestCase("AAA", "2024-03-09", "2024-03-10")]
    public async Task Candles_WithoutData_AreNoDataAlone(string symbol, string from, string to)
    {
        await StartPaidAsync();
        Assert.That((await RawAsync(Candles(symbol, "D", from, to))).Body, Is.EqualTo("""{"s":"no_data"}"""));
    }

    [Test]
    public async Task Candles_OnAFreeKey_AreForbidden()
    {
        await StartAsync();
        Assert.That(
            await RawAsync(Candles("AAA", "D", "2024-03-01", "2024-03-22")),
            Is.EqualTo((403, "application/json", """{"error":"You don't have access to this resource."}""")));
    }

    [TestCase("&token=wrong", 401, "Invalid API key")]
    [TestCase("", 401, "Please use an API key.")]
    [TestCase("&token=", 429, "API limit reached. Please sign up")]
    public async Task Access_WithoutTheKey_IsRefused(string token, int status, string error)
    {
        await StartAsync();
        var answer = await RawAsync($"{Api}stock/profile2?symbol=AAA{token}");
        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Body, Does.Contain(error));
    }

    [Test]
    public async Task Access_ByHeader_IsGrantedAndAWrongPathRedirects()
    {
        await StartAsync();
        Client.DefaultRequestHeaders.Add("X-Finnhub-Token", "SIMKEY");
        Assert.That((await RawAsync($"{Api}stock/profile2?symbol=AAA")).Status, Is.EqualTo(200));
        var wrong = await RawAsync($"{Api}stock/nothing");
        Assert.That((wrong.Status, wrong.Type), Is.EqualTo((302, "text/html")));
    }

    [Test]
    public async Task Plan_OfThirtyASecondAndSixtyAMinute_RefusesTheNextOne()
    {
        await StartAsync(
            new VendorServerOptions
            {
                Plans =
                new Dictionary<string, VendorPlan> { ["finnhub"] = new() { PerSecond = 30, PerMinute = 60 } }
            });
        var path = $"{Api}stock/profile2?symbol=NONE{Key}";
        for (var i = 0; i < 30; i++) Assert.That((await RawAsync(path)).Status, Is.EqualTo(200));
        var refused = await RawAsync(path);
        Assert.That((refused.Status, refused.Body),
            Is.EqualTo((429, """{"error":"API limit reached. Please try again later. Remaining Limit: 0"}""")));
        Clock.Now = Clock.Now.AddSeconds(1);
        for (var i = 0; i < 30; i++) Assert.That((await RawAsync(path)).Status, Is.EqualTo(200));
        Clock.Now = Clock.Now.AddSeconds(1);
        Assert.That((await RawAsync(path)).Status, Is.EqualTo(429), "the minute is spent");
        Clock.Now = Clock.Now.AddSeconds(30);
        Assert.That((await RawAsync(path)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task OptionChain_HasCallsAndPutsByExpiration()
    {
        Clock.Now = new DateTimeOffset(2024, 3, 15, 23, 0, 0, TimeSpan.Zero);
        await StartAsync();
        var json = await JsonAsync($"{Api}stock/option-chain?symbol=AAA{Key}");
        Assert.That((json.GetProperty("lastTradeDate").GetString(), json.GetProperty("lastTradePrice").GetDouble()),
            Is.EqualTo(("2024-03-15", 110.0)));
        var first = json.GetProperty("data")[0];
        Assert.That(first.GetProperty("expirationDate").GetString(), Is.EqualTo("2024-03-22"));
        var call = first.GetProperty("options").GetProperty("CALL")[10];
        var put = first.GetProperty("options").GetProperty("PUT")[10];
        Assert.That(call.GetProperty("strike").GetDouble(), Is.EqualTo(put.GetProperty("strike").GetDouble()));
        Assert.That(call.GetProperty("impliedVolatility").GetDouble(), Is.GreaterThan(5), "in per cent");
        Assert.That(call.GetProperty("delta").GetDouble() - put.GetProperty("delta").GetDouble(),
            Is.EqualTo(1).Within(1e-3));
        Assert.That((await JsonAsync($"{Api}stock/option-chain?symbol=NONE{Key}")).GetProperty("data").GetArrayLength(),
            Is.Zero);
    }

    [Test]
    public async Task Earnings_BeforeTheDay_HaveNoActuals()
    {
        Clock.Now = new DateTimeOffset(2016, 7, 1, 15, 0, 0, TimeSpan.Zero);
        await StartAsync(market: TestMarket.Small);
        var rows = (await JsonAsync($"{Api}calendar/earnings?from=2016-04-01&to=2016-08-15{Key}"))
            .GetProperty("earningsCalendar").EnumerateArray().ToArray();
        Assert.That(rows.Select(Known).Distinct(), Is.EquivalentTo(new[] { true, false }));
        Assert.That(rows.Where(Known).Max(row => row.GetProperty("date").GetString()),
            Is.LessThanOrEqualTo("2016-07-01"));
        var symbol = rows[0].GetProperty("symbol").GetString();
        var one = (await JsonAsync($"{Api}calendar/earnings?from=2016-04-01&to=2016-08-15&symbol={symbol}{Key}"))
            .GetProperty("earningsCalendar");
        Assert.That(one.EnumerateArray().Select(row => row.GetProperty("symbol").GetString()).Distinct(),
            Is.EqualTo(new[] { symbol }));
        Assert.That((await RawAsync($"{Api}calendar/earnings?from=1995-01-01&to=1995-01-31{Key}")).Body,
            Is.EqualTo("""{"earningsCalendar":[]}"""));

        static bool Known(JsonElement row) => row.GetProperty("epsActual").ValueKind == JsonValueKind.Number;
    }

    [Test]
    public async Task Profile_OfAListedCompany_IsInMillionsAndUnknownIsEmpty()
    {
        await StartAsync();
        var json = await JsonAsync($"{Api}stock/profile2?symbol=AAA{Key}");
        Assert.That(json.GetProperty("ticker").GetString(), Is.EqualTo("AAA"));
        Assert.That(json.GetProperty("marketCapitalization").GetDouble(),
            Is.EqualTo(115 * json.GetProperty("shareOutstanding").GetDouble()).Within(0.1));
        Assert.That((await RawAsync($"{Api}stock/profile2?symbol=NONE{Key}")).Body, Is.EqualTo("{}"));
    }

    [Test]
    public async Task Faults_OnParallelArrays_DamageOneCellOrDoubleAll()
    {
        await StartPaidAsync(faults: FaultPlan.Scripted(
            new FaultStep(FaultKind.AbsurdPrices) { At = 1 }, new FaultStep(FaultKind.DuplicatedPage) { At = 2 },
            new FaultStep(FaultKind.ReorderedRows) { At = 3 }));
        var path = Candles("AAA", "D", "2024-03-01", "2024-03-22");
        var odd = (await JsonAsync(path)).GetProperty("o").EnumerateArray()
            .Count(o => o.ValueKind == JsonValueKind.String || o.GetDouble() is <= 0 or 1e9);
        Assert.That(odd, Is.EqualTo(1));
        var twice = await JsonAsync(path);
        foreach (var name in "chlotv") Assert.That(twice.GetProperty($"{name}").GetArrayLength(), Is.EqualTo(32));
        Assert.That((await JsonAsync(path)).GetProperty("t")[15].GetInt64(), Is.EqualTo(Second("2024-03-01")));
    }

    private Task StartPaidAsync(IMarketSource? market = null, FaultPlan? faults = null) => StartAsync(
        new VendorServerOptions
        {
            Plans =
                new Dictionary<string, VendorPlan>
                {
                    ["finnhub"] =
                    new() { Entitlements = new HashSet<string> { "candles" } }
                },
            VendorFaults = new Dictionary<string, FaultPlan> { ["finnhub"] = faults ?? FaultPlan.None },
        },
        market);

    private static long Second(string day) =>
        DateTimeOffset.Parse(day, System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
}
