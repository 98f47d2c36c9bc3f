using NUnit.Framework;
using TradeML.Testing;
using TradeML.VendorSim.Market.Files;
using TradeML.VendorSim.Servers;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class RealPricesTests : ServerFixture
{
    [Test]
    public async Task Vendors_OverRealPrices_AgreeOnDaysMinutesAndActions()
    {
        var market = await PriceFileMarket.LoadAsync(TestPaths.SharedFile("equities_eod.parquet"),
            TestPaths.SharedFile("corp_actions.parquet"));
        await StartAsync(
            new VendorServerOptions { Plans = VendorPlans.Parse(["finnhub:candles"]) }, market);
        const string window = "start=2014-06-05&end=2014-06-09T23:00:00Z&limit=10000";
        var days = Rows(await JsonAsync($"v2/stocks/bars?symbols=AAPL&timeframe=1Day&{window}"));
        var minutes = Rows(await JsonAsync($"v2/stocks/bars?symbols=AAPL&timeframe=1Min&{window}"));
        Assert.That(minutes, Has.Count.EqualTo(3 * 390));
        Assert.That(minutes.Chunk(390).Select(day => day[^1].Close), Is.EqualTo(days.Select(day => day.Close)));
        var massive = await JsonAsync(
            "massive/v2/aggs/ticker/AAPL/range/1/day/2014-06-05/2014-06-09?apiKey=SIMKEY&adjusted=false");
        Assert.That(massive.GetProperty("results").EnumerateArray().Select(bar => bar.GetProperty("c").GetDouble()),
            Is.EqualTo(days.Select(day => day.Close)));
        var split = (await JsonAsync("massive/stocks/v1/splits?apiKey=SIMKEY&ticker=AAPL&execution_date=2014-06-09"))
            .GetProperty("results")[0];
        var ratio = split.GetProperty("split_to").GetDouble() / split.GetProperty("split_from").GetDouble();
        Assert.That(ratio, Is.EqualTo(7).Within(0.01));
        var candles = await JsonAsync(
            "finnhub/api/v1/stock/candle?token=SIMKEY&symbol=AAPL&resolution=D&from=1401926400&to=1402272000");
        var adjusted = market.CorporateActions.Where(a => a.Symbol == "AAPL" && a.ExDate > new DateOnly(2014, 6, 5))
            .Aggregate(1.0, (factor, a) => factor / a.Ratio);
        Assert.That(candles.GetProperty("c")[0].GetDouble(), Is.EqualTo(days[0].Close * adjusted).Within(1e-3));
        Clock.Now = new DateTimeOffset(2019, 3, 4, 23, 0, 0, TimeSpan.Zero);
        var chain = await JsonAsync("alpaca/v1beta1/options/snapshots/AAPL");
        Assert.That(chain.GetProperty("snapshots").EnumerateObject().Count(), Is.EqualTo(100));
        Assert.That((await RawAsync("finnhub/api/v1/stock/profile2?symbol=AAPL&token=SIMKEY")).Body,
            Does.Contain("\"ticker\":\"AAPL\""));
    }
}
