using System.Text.Json;
using NUnit.Framework;
using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class AlpacaMinutesTests : ServerFixture
{
    private const string OneDay =
        "v2/stocks/bars?symbols=AAA&timeframe=1Min&start=2024-03-08&end=2024-03-08T23:59:59Z&limit=10000";

    [Test]
    public async Task Minutes_OfASession_BeginAtTheOpenAndMakeTheDailyBar()
    {
        await StartAsync();
        var bars = (await JsonAsync(OneDay)).GetProperty("bars").GetProperty("AAA");
        var daily = (await JsonAsync(OneDay.Replace("1Min", "1Day", StringComparison.Ordinal))).GetProperty("bars")
            .GetProperty("AAA")[0];
        Assert.That(bars.GetArrayLength(), Is.EqualTo(390));
        Assert.That(bars[0].GetProperty("t").GetString(), Is.EqualTo("2024-03-08T14:30:00Z"));
        Assert.That(bars[389].GetProperty("t").GetString(), Is.EqualTo("2024-03-08T20:59:00Z"));
        Assert.That(bars[0].GetProperty("o").GetDouble(), Is.EqualTo(daily.GetProperty("o").GetDouble()));
        Assert.That(bars[389].GetProperty("c").GetDouble(), Is.EqualTo(daily.GetProperty("c").GetDouble()));
        Assert.That(bars.EnumerateArray().Max(bar => bar.GetProperty("h").GetDouble()),
            Is.EqualTo(daily.GetProperty("h").GetDouble()));
        Assert.That(bars.EnumerateArray().Min(bar => bar.GetProperty("l").GetDouble()),
            Is.EqualTo(daily.GetProperty("l").GetDouble()));
        Assert.That(bars.EnumerateArray().Sum(bar => bar.GetProperty("v").GetInt64()),
            Is.EqualTo(daily.GetProperty("v").GetInt64()));
        Assert.That(bars[0].EnumerateObject().Select(p => p.Name),
            Is.EqualTo(new[] { "t", "o", "h", "l", "c", "v", "n", "vw" }));
    }

    // both ends in, after the change to daylight-saving time
    [TestCase("2024-03-11T13:30:00Z", "2024-03-11T13:34:00Z", 5)]
    [TestCase("2024-03-11T13:30:01Z", "2024-03-11T13:33:59Z", 3)]
    [TestCase("2024-03-11T13:00:00Z", "2024-03-11T13:29:59Z", 0)] // before the open
    [TestCase("2024-03-09", "2024-03-10T23:00:00Z", 0)] // weekend
    public async Task Minutes_Window_IsInclusiveAtBothEnds(string start, string end, int expected)
    {
        await StartAsync();
        var rows = Rows(await JsonAsync($"v2/stocks/bars?symbols=AAA&timeframe=1Min&start={start}&end={end}"));
        Assert.That(rows, Has.Count.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("&sort=desc")]
    [TestCase("&feed=iex")]
    public async Task Minutes_Pages_GiveEveryRowOnceOverSymbols(string more)
    {
        await StartAsync();
        var path = $"v2/stocks/bars?symbols=AAA,NEW,ZZZ&timeframe=1Min&start=2024-03-07&end=2024-03-11T23:00:00Z{more}";
        var whole = Rows(await JsonAsync(path + "&limit=10000"));
        var rows = await WalkAsync(path + "&limit=333");
        Assert.That(rows, Is.EqualTo(whole));
        Assert.That(whole.Select(r => (r.Symbol, r.Stamp)).Distinct().Count(), Is.EqualTo(whole.Count));
        Assert.That(whole,
            more.Contains("iex", StringComparison.Ordinal)
                ? Has.Count.InRange(3000, 3119)
                : Has.Count.EqualTo(8 * 390));
        Assert.That(Server.RowsServed, Is.EqualTo(2 * whole.Count));
    }

    [Test]
    public async Task Minutes_OfOneVenue_AreASliceOfTheVolume()
    {
        await StartAsync();
        var all = (await JsonAsync(OneDay + "&feed=iex")).GetProperty("bars").GetProperty("AAA");
        Assert.That(all.EnumerateArray().Sum(bar => bar.GetProperty("v").GetInt64()), Is.EqualTo(10_000));
        Assert.That(all.GetArrayLength(), Is.InRange(370, 389));
    }

    [TestCase("2024-03-20T18:00:00Z", "2024-03-20T17:44:00Z")] // delayed by a quarter of an hour
    [TestCase("2024-03-20T23:00:00Z", "2024-03-20T19:59:00Z")]
    public async Task Minutes_OfTheFuture_DoNotExist(string now, string newest)
    {
        Clock.Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        await StartAsync();
        var rows = Rows(await JsonAsync("v2/stocks/bars?symbols=AAA&timeframe=1Min&start=2024-03-20&limit=10000"));
        Assert.That(rows[^1].Stamp, Is.EqualTo(newest));
    }

    [Test]
    public async Task Minutes_BeforeASplit_AreAdjustedAsTheDay()
    {
        await StartAsync();
        var rows = Rows(
            await JsonAsync(
                "v2/stocks/bars?symbols=AAA&timeframe=1Min&start=2024-03-05&end=2024-03-05T23:00:00Z&limit=10000&adjustment=split"));
        Assert.That(rows[^1].Close, Is.EqualTo(102 / 1.499999).Within(1e-4));
    }

    [Test]
    public async Task Minutes_WithContentFaults_AreDamaged()
    {
        await StartAsync(FaultPlan.Scripted(
            new FaultStep(FaultKind.UnknownFields) { At = 1 }, new FaultStep(FaultKind.AbsurdPrices) { At = 2 },
            new FaultStep(FaultKind.DuplicatedPage) { At = 3 }));
        var unknown = await JsonAsync(OneDay);
        Assert.That(unknown.TryGetProperty("server_note", out _), Is.True);
        Assert.That(unknown.GetProperty("bars").GetProperty("AAA")[7].TryGetProperty("xq", out _), Is.True);
        var absurd = (await JsonAsync(OneDay)).GetProperty("bars").GetProperty("AAA").EnumerateArray()
            .Select(bar => bar.GetProperty("o"));
        Assert.That(absurd.Count(o => o.ValueKind == JsonValueKind.String || o.GetDouble() is <= 0 or 1e9),
            Is.EqualTo(1));
        Assert.That(Rows(await JsonAsync(OneDay)), Has.Count.EqualTo(780));
    }

    [Test]
    public async Task Minutes_OfOneSymbolWithoutData_AreNull()
    {
        await StartAsync();
        var page = await RawAsync("v2/stocks/ZZZ/bars?timeframe=1Min&start=2024-03-11&end=2024-03-12");
        Assert.That(page.Body, Is.EqualTo("""{"symbol":"ZZZ","bars":null,"next_page_token":null}"""));
    }
}
