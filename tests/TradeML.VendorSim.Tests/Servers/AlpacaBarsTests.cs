using System.Text.Json;
using NUnit.Framework;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class AlpacaBarsTests : ServerFixture
{
    [Test]
    public async Task Bars_AcrossDaylightSaving_AreStampedNewYorkMidnight()
    {
        await StartAsync();
        var rows = Rows(await JsonAsync("v2/stocks/bars?symbols=AAA&timeframe=1Day&start=2024-03-08&end=2024-03-11"));
        Assert.That(rows.Select(r => r.Stamp), Is.EqualTo(new[] { "2024-03-08T05:00:00Z", "2024-03-11T04:00:00Z" }));
    }

    [TestCase("2024-03-05", "2024-03-07", 3)] // plain days: both ends in
    [TestCase("2024-03-05T05:00:00Z", "2024-03-07T05:00:00Z", 3)] // instants of the bars: both ends in
    [TestCase("2024-03-05T05:00:01Z", "2024-03-07T04:59:59Z", 1)] // a second inside: both ends out
    [TestCase("2024-03-05T00:00:00-05:00", "2024-03-05T00:00:00-05:00", 1)] // one instant with an offset
    [TestCase("1990-01-01", "1990-12-31", 0)] // before the history
    public async Task Bars_Window_IsInclusiveAtBothEnds(string start, string end, int expected)
    {
        await StartAsync();
        var rows = Rows(
            await JsonAsync(
                $"v2/stocks/bars?symbols=AAA&timeframe=1Day&start={Uri.EscapeDataString(start)}"
                    + $"&end={Uri.EscapeDataString(end)}"));
        Assert.That(rows, Has.Count.EqualTo(expected));
    }

    [Test]
    public async Task Bars_Fields_HoldTheBar()
    {
        await StartAsync();
        var page = await JsonAsync("v2/stocks/bars?symbols=BRK.B&timeframe=1Day&start=2024-03-04&end=2024-03-04");
        var bar = page.GetProperty("bars").GetProperty("BRK.B")[0];
        Assert.That(bar.GetRawText(),
            Is.EqualTo(
                """{"t":"2024-03-04T05:00:00Z","o":200.5,"h":202,"l":200,"c":201,"v":400000,"n":2666,"vw":201}"""));
        Assert.That(page.GetProperty("next_page_token").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Bars_Limit_CountsOverAllSymbolsAndCutsWithinOne()
    {
        await StartAsync();
        var first = await JsonAsync(AllBars + "&limit=20");
        Assert.That(Rows(first), Has.Count.EqualTo(20));
        Assert.That(first.GetProperty("bars").GetProperty("AAA").GetArrayLength(), Is.EqualTo(16));
        Assert.That(first.GetProperty("bars").GetProperty("BRK.B").GetArrayLength(), Is.EqualTo(4));
        var second = await JsonAsync(
            AllBars + "&limit=20&page_token=" + first.GetProperty("next_page_token").GetString());
        Assert.That(second.GetProperty("bars").GetProperty("BRK.B").GetArrayLength(), Is.EqualTo(12));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(54)] // exactly all rows
    [TestCase(10_000)]
    public async Task Bars_Pages_GiveEveryRowOnceInOrder(int limit)
    {
        await StartAsync();
        var rows = await WalkAsync($"{AllBars}&limit={limit}");
        Assert.That(rows, Has.Count.EqualTo(54));
        Assert.That(rows,
            Is.EqualTo(
                rows.OrderBy(r => r.Symbol, StringComparer.Ordinal).ThenBy(r => r.Stamp, StringComparer.Ordinal)));
        Assert.That(rows.Distinct().Count(), Is.EqualTo(54));
        Assert.That(Server.RowsServed, Is.EqualTo(54));
    }

    [Test]
    public async Task Bars_Descending_ReversesTimeWithinSymbols()
    {
        await StartAsync();
        var rows = await WalkAsync(AllBars + "&limit=5&sort=desc");
        Assert.That(rows, Has.Count.EqualTo(54));
        Assert.That(rows[0], Is.EqualTo(("AAA", "2024-03-22T04:00:00Z", 115.0)));
        Assert.That(rows[15].Stamp, Is.EqualTo("2024-03-01T05:00:00Z"));
    }

    [Test]
    public async Task Bars_OneSymbol_IsAnArray()
    {
        await StartAsync();
        var page = await JsonAsync("v2/stocks/AAA/bars?timeframe=1Day&start=2024-03-04&end=2024-03-05");
        Assert.That(page.GetProperty("symbol").GetString(), Is.EqualTo("AAA"));
        Assert.That(page.GetProperty("bars").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task Bars_OneSymbolWithoutData_AreNull()
    {
        await StartAsync();
        var page = await JsonAsync("v2/stocks/AAA/bars?timeframe=1Day&start=2024-03-02&end=2024-03-03");
        Assert.That(page.GetProperty("bars").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Bars_UnknownSymbol_AreAnEmptyMap()
    {
        await StartAsync();
        var (status, _,
            body) = await RawAsync("v2/stocks/bars?symbols=QQQQ&timeframe=1Day&start=2024-03-01&end=2024-03-22");
        Assert.That((status, body), Is.EqualTo((200, """{"bars":{},"next_page_token":null}""")));
    }

    [Test]
    public async Task Bars_DelistedSymbol_StopAtItsLastSession()
    {
        await StartAsync();
        var rows = Rows(await JsonAsync("v2/stocks/bars?symbols=ZZZ&timeframe=1Day&start=2024-03-01&end=2024-03-22"));
        Assert.That(rows[^1].Stamp, Is.EqualTo("2024-03-08T05:00:00Z"));
    }

    [TestCase("symbols=AAA,CSP1&timeframe=1Day", "invalid symbol: CSP1")]
    [TestCase("symbols=aaa&timeframe=1Day", "invalid symbol: aaa")]
    [TestCase("symbols=AAA&timeframe=5Min", "invalid timeframe: 5Min")]
    [TestCase("symbols=AAA", "timeframe parameter is required")]
    [TestCase("timeframe=1Day", "symbols parameter is required")]
    [TestCase("symbols=AAA&timeframe=1Day&start=yesterday", "Invalid format for parameter start")]
    [TestCase("symbols=AAA&timeframe=1Day&start=2024-03-05&end=2024-03-04", "end should not be before start")]
    [TestCase("symbols=AAA&timeframe=1Day&start=2024-03-05&end=2024-03-06&limit=10001", "invalid limit")]
    [TestCase("symbols=AAA&timeframe=1Day&start=2024-03-05&end=2024-03-06&limit=0", "invalid limit")]
    [TestCase("symbols=AAA&timeframe=1Day&start=2024-03-05&end=2024-03-06&page_token=nonsense", "invalid page token")]
    [TestCase("symbols=AAA&timeframe=1Day&start=2024-03-05&end=2024-03-06&feed=nyse", "invalid feed")]
    [TestCase("symbols=AAA&timeframe=1Day&start=2024-03-05&end=2024-03-06&adjustment=magic", "invalid adjustment")]
    public async Task Bars_BadParameter_IsRefusedWithAMessageAlone(string query, string message)
    {
        await StartAsync();
        var (status, type, body) = await RawAsync("v2/stocks/bars?" + query);
        Assert.That((status, type), Is.EqualTo((400, "application/json")));
        using var json = JsonDocument.Parse(body);
        Assert.That(json.RootElement.GetProperty("message").GetString(), Does.StartWith(message));
        Assert.That(json.RootElement.EnumerateObject().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Bars_NewestMinutesOfSip_AreForbiddenUnlessThePlanHasThem()
    {
        Clock.Now = new DateTimeOffset(2024, 3, 20, 22, 0, 0, TimeSpan.Zero);
        await StartAsync();
        var (status, _,
            body) = await RawAsync(
                "v2/stocks/bars?symbols=AAA&timeframe=1Day&start=2024-03-18&end=2024-03-20T21:50:00Z");
        Assert.That((status, body),
            Is.EqualTo((403, """{"message":"subscription does not permit querying recent SIP data"}""")));
        Assert.That(
            (await RawAsync(
                "v2/stocks/bars?symbols=AAA&timeframe=1Day&start=2024-03-18&end=2024-03-20T21:40:00Z")).Status,
                Is.EqualTo(200));
        Assert.That(
            (await RawAsync(
                "v2/stocks/bars?symbols=AAA&timeframe=1Day&start=2024-03-18&end=2024-03-20T21:50:00Z&feed=iex")).Status,
                Is.EqualTo(200));
    }

    [TestCase("2024-03-20T20:14:00Z", "2024-03-19T04:00:00Z")] // closed 14 minutes ago: not visible yet
    [TestCase("2024-03-20T20:16:00Z", "2024-03-20T04:00:00Z")]
    public async Task Bars_OfTheFuture_DoNotExist(string now, string newest)
    {
        Clock.Now = DateTimeOffset.Parse(now);
        await StartAsync();
        var rows = Rows(await JsonAsync("v2/stocks/bars?symbols=AAA&timeframe=1Day&start=2024-03-01"));
        Assert.That(rows[^1].Stamp, Is.EqualTo(newest));
    }

    [TestCase("NEW", "", 16)] // today's ticker: the whole history
    [TestCase("OLD", "", 0)] // nobody is called so today
    [TestCase("OLD", "&asof=2024-03-05", 16)]
    [TestCase("NEW", "&asof=2024-03-05", 0)]
    [TestCase("OLD", "&asof=-", 7)] // literal text: only until the change
    [TestCase("NEW", "&asof=-", 9)]
    public async Task Bars_RenamedSymbol_FollowsAsOf(string symbol, string asOf, int expected)
    {
        await StartAsync();
        var rows = Rows(
            await JsonAsync($"v2/stocks/bars?symbols={symbol}&timeframe=1Day&start=2024-03-01&end=2024-03-22{asOf}"));
        Assert.That(rows, Has.Count.EqualTo(expected));
        Assert.That(rows.Select(r => r.Symbol).Distinct(), expected == 0 ? Is.Empty : Is.EqualTo(new[] { symbol }));
    }

    [Test]
    public async Task Bars_IexFeed_SeesASliceOfTheVolume()
    {
        await StartAsync();
        var page = await JsonAsync("v2/stocks/AAA/bars?timeframe=1Day&start=2024-03-04&end=2024-03-04&feed=iex");
        Assert.That(page.GetProperty("bars")[0].GetProperty("v").GetInt64(), Is.EqualTo(10_000));
    }

    [Test]
    public async Task Bars_SplitAdjusted_DividePricesAndMultiplyVolumeBeforeTheSplit()
    {
        await StartAsync();
        var page = await JsonAsync(
            "v2/stocks/AAA/bars?timeframe=1Day&start=2024-03-05&end=2024-03-06&adjustment=split");
        var bars = page.GetProperty("bars");
        Assert.That(bars[0].GetProperty("c").GetDouble(), Is.EqualTo(102 / 1.499999).Within(1e-4));
        Assert.That(bars[0].GetProperty("v").GetInt64(), Is.EqualTo(600_000).Within(1));
        Assert.That(bars[1].GetProperty("c").GetDouble(), Is.EqualTo(103));
    }
}
