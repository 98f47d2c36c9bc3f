using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;
using TradeML.VendorSim.Tests.Servers;
using TradeML.VendorSim.Timeline;

namespace TradeML.VendorSim.Tests.Timeline;

public sealed class MarketTimelineTests : ServerFixture
{
    private static readonly DateTimeOffset Change = new(2024, 6, 3, 18, 0, 0, TimeSpan.Zero);

    private static VendorServerOptions With(MarketTimeline timeline) =>
        new() { Timeline = timeline, CallLogCapacity = 100 };

    [Test]
    public async Task Revision_FromItsInstantOn_ChangesDailyAndMinuteBars()
    {
        await StartAsync(
            With(
                new MarketTimeline
                {
                    Revisions = [
                    new Revision("AAA", new DateOnly(2024, 3, 5), new DateOnly(2024, 3, 6), 1.1, Change)]
                }));
        const string days = "v2/stocks/bars?symbols=AAA&timeframe=1Day&start=2024-03-04&end=2024-03-07";
        const string minutes =
            "v2/stocks/bars?symbols=AAA&timeframe=1Min&start=2024-03-05&end=2024-03-05T23:00:00Z&limit=1000";
        Assert.That(Rows(await JsonAsync(days)).Select(r => r.Close), Is.EqualTo(new[] { 101.0, 102, 103, 104 }));
        Clock.Now = Change;
        Assert.That(Rows(await JsonAsync(days)).Select(r => r.Close), Is.EqualTo(new[] { 101.0, 112.2, 113.3, 104 }));
        Assert.That(Rows(await JsonAsync(minutes))[^1].Close, Is.EqualTo(112.2));
    }

    [Test]
    public async Task LateAction_OfTheMarket_IsListedFromItsInstantAndBookedThen()
    {
        await StartAsync(
            With(
                new MarketTimeline
                {
                    LateActions = [
                    new LateAction("BRK.B", CorporateActionKind.ReverseSplit, new DateOnly(2024, 3, 7), Change)]
                }));
        const string path = "v1/corporate-actions?symbols=BRK.B&start=2024-03-01&end=2024-06-30";
        Assert.That((await JsonAsync(path)).GetProperty("corporate_actions").EnumerateObject(), Is.Empty);
        Clock.Now = Change;
        var split = (await JsonAsync(path)).GetProperty("corporate_actions").GetProperty("reverse_splits")[0];
        Assert.That(split.GetProperty("ex_date").GetString(), Is.EqualTo("2024-03-07"));
        Assert.That(split.GetProperty("process_date").GetString(), Is.EqualTo("2024-06-03"));
    }

    [Test]
    public async Task LateAction_NewSplit_MovesPricesFromItsExDateAndIsListedLater()
    {
        await StartAsync(With(new MarketTimeline
        {
            LateActions = [
                new LateAction("AAA", CorporateActionKind.ForwardSplit, new DateOnly(2024, 3, 12),
                    Change) { Ratio = 4 }],
        }));
        const string bars = "v2/stocks/bars?symbols=AAA&timeframe=1Day&start=2024-03-11&end=2024-03-12";
        Assert.That(Rows(await JsonAsync(bars)).Select(r => r.Close), Is.EqualTo(new[] { 106, 26.75 }));
        Assert.That(Rows(await JsonAsync(bars + "&adjustment=split")).Select(r => r.Close),
            Is.EqualTo(new[] { 106, 26.75 }), "not known yet");
        Clock.Now = Change;
        Assert.That(Rows(await JsonAsync(bars + "&adjustment=split")).Select(r => r.Close),
            Is.EqualTo(new[] { 26.5, 26.75 }));
    }

    [Test]
    public async Task Rename_OnItsDay_LeavesTheOldAssetInactiveAndMovesHistory()
    {
        await StartAsync(With(new MarketTimeline { Renames = [new Rename("AAA", "NEWA", new DateOnly(2024, 6, 4))] }));
        const string bars = "v2/stocks/bars?timeframe=1Day&start=2024-03-01&end=2024-03-22&symbols=";
        Assert.That(Rows(await JsonAsync(bars + "AAA")), Has.Count.EqualTo(16));
        Assert.That((await RawAsync("v2/assets/NEWA")).Status, Is.EqualTo(404));
        Clock.Now = Clock.Now.AddDays(1);
        Assert.That(Rows(await JsonAsync(bars + "AAA")), Is.Empty);
        Assert.That(Rows(await JsonAsync(bars + "AAA&asof=2024-06-03")), Has.Count.EqualTo(16));
        Assert.That(Rows(await JsonAsync(bars + "NEWA")), Has.Count.EqualTo(16));
        Assert.That((await JsonAsync("v2/assets/NEWA")).GetProperty("status").GetString(), Is.EqualTo("active"));
        Assert.That((await JsonAsync("v2/assets/AAA")).GetProperty("status").GetString(), Is.EqualTo("inactive"));
        var change = (await JsonAsync("v1/corporate-actions?symbols=NEWA&start=2024-06-01&end=2024-06-30"))
            .GetProperty("corporate_actions").GetProperty("name_changes")[0];
        Assert.That((change.GetProperty("old_symbol").GetString(), change.GetProperty("new_symbol").GetString()),
            Is.EqualTo(("AAA", "NEWA")));
    }

    [Test]
    public async Task Outage_BetweenItsInstants_IsUnavailableAndLogged()
    {
        await StartAsync(With(new MarketTimeline { Outages = [new Outage("alpaca", Change, Change.AddHours(1))] }));
        Assert.That((await RawAsync(AllBars)).Status, Is.EqualTo(200));
        Clock.Now = Change;
        Assert.That(await RawAsync(AllBars),
            Is.EqualTo((503, "application/json", """{"message":"service unavailable"}""")));
        Clock.Now = Change.AddHours(1);
        Assert.That((await RawAsync("alpaca/" + AllBars)).Status, Is.EqualTo(200));
        Assert.That(Server.CallLog.Select(call => (call.Vendor, call.Status)),
            Is.EqualTo(new[] { ("alpaca", 200), ("alpaca", 503), ("alpaca", 200) }));
        Assert.That(Server.CallLog[0].Target, Is.EqualTo(AllBars));
        Assert.That(Server.CallLog[2].Symbols, Is.EqualTo(new[] { "AAA", "BRK.B", "NEW", "ZZZ" }));
    }

    [Test]
    public async Task Outage_ThatHangs_GivesNoAnswer()
    {
        await StartAsync(
            With(new MarketTimeline { Outages = [new Outage("alpaca", Change, Change.AddHours(1), Hangs: true)] }));
        Clock.Now = Change;
        await AssertHangsAsync(AllBars);
    }

    [Test]
    public async Task Timeline_WithSeveralVendors_IsOneTruthInEachVendorsConvention()
    {
        await StartAsync(new VendorServerOptions
        {
            Plans = VendorPlans.Parse(["finnhub:candles"]),
            Timeline = new MarketTimeline
            {
                Revisions = [new Revision("BRK.B", new DateOnly(2024, 3, 20), new DateOnly(2024, 3, 20), 1.5, Change)],
                LateActions = [
                    new LateAction("BRK.B", CorporateActionKind.ForwardSplit, new DateOnly(2024, 3, 21),
                        Change) { Ratio = 2 }],
                Renames = [new Rename("BRK.B", "BRKS", new DateOnly(2024, 6, 4))],
                Outages = [new Outage("massive", Change.AddDays(2), Change.AddDays(3))],
            },
        });
        Assert.That(await ClosesAsync("BRK.B"),
            Is.EqualTo((new[] { 213, 107.0 }, new[] { 213, 107.0 }, new[] { 213, 107.0 })), "nothing is known yet");
        Clock.Now = Change;
        Assert.That(await ClosesAsync("BRK.B"),
            Is.EqualTo((new[] { 319.5, 107 }, new[] { 159.75, 107 }, new[] { 159.75, 107 })),
            "Alpaca's raw, the others adjusted");
        Clock.Now = Change.AddDays(1);
        Assert.That(await ClosesAsync("BRKS"),
            Is.EqualTo((new[] { 319.5, 107 }, new[] { 159.75, 107 }, new[] { 159.75, 107 })));
        var splits = await JsonAsync("massive/stocks/v1/splits?apiKey=SIMKEY&ticker=BRKS&sort=execution_date.desc");
        Assert.That(splits.GetProperty("results")[0].GetProperty("execution_date").GetString(),
            Is.EqualTo("2024-03-21"));
        Clock.Now = Change.AddDays(2);
        Assert.That((await RawAsync("massive/stocks/v1/splits?apiKey=SIMKEY")).Status, Is.EqualTo(503));
        Assert.That((await RawAsync("finnhub/api/v1/stock/profile2?symbol=BRKS&token=SIMKEY")).Status, Is.EqualTo(200));
    }

    private async Task<(double[] Alpaca, double[] Massive, double[] Finnhub)> ClosesAsync(string symbol)
    {
        var alpaca = Rows(
            await JsonAsync($"v2/stocks/bars?symbols={symbol}&timeframe=1Day&start=2024-03-20&end=2024-03-21"));
        var massive = await JsonAsync(
            $"massive/v2/aggs/ticker/{symbol}/range/1/day/2024-03-20/2024-03-21?apiKey=SIMKEY");
        var finnhub = await JsonAsync(
            $"finnhub/api/v1/stock/candle?symbol={symbol}&resolution=D&from=1710892800&to=1710979200&token=SIMKEY");
        return (
            [.. alpaca.Select(row => row.Close)],
            [.. massive.GetProperty("results").EnumerateArray().Select(bar => bar.GetProperty("c").GetDouble())],
            [.. finnhub.GetProperty("c").EnumerateArray().Select(close => close.GetDouble())]);
    }

    [Test]
    public void Timeline_WithAWrongName_IsRefused()
    {
        MarketTimeline[] wrong =
        [
            new() { Revisions = [new Revision("NONE", default, default, 1, Change)] },
            new() { Revisions = [new Revision("AAA", default, default, 0, Change)] },
            new() { Renames = [new Rename("AAA", "ZZZ", new DateOnly(2024, 6, 4))] },
            new() { Renames = [new Rename("OLD", "QQQ", new DateOnly(2024, 6, 4))] },
            new() { LateActions = [new LateAction("AAA", CorporateActionKind.CashMerger, default, Change)] },
            new() { Outages = [new Outage("nobody", Change, Change)] },
        ];
        foreach (var timeline in wrong)
        {
            var error = Assert
                .ThrowsAsync<TradeMLException>(() => VendorServer.StartAsync(new SmallMarket(), With(timeline)))!;
            Assert.That(error.Kind, Is.EqualTo(ErrorKind.BadInput));
        }
    }
}
