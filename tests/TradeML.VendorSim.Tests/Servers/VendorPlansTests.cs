using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.VendorSim.Servers;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class VendorPlansTests : ServerFixture
{
    [Test]
    public void Parse_SeveralTexts_AddUp()
    {
        var plans = VendorPlans.Parse(
            ["free", "finnhub:candles", "massive:minute=100,history=0", "fmp:second=2,day=7,starter"]);
        Assert.That((plans["finnhub"].PerSecond, plans["finnhub"].PerMinute, plans["finnhub"].Allows("candles")),
            Is.EqualTo((30, 60, true)));
        Assert.That((plans["massive"].PerMinute, plans["massive"].HistoryDays), Is.EqualTo((100, 0)));
        Assert.That((plans["fmp"].PerSecond, plans["fmp"].PerDay, plans["fmp"].Allows("starter")),
            Is.EqualTo((2, 7, true)));
        Assert.That(plans["alpha_vantage"].PerDay, Is.EqualTo(25));
        Assert.That(VendorPlans.Parse(["massive:free"])["massive"].PerMinute, Is.EqualTo(5));
    }

    [TestCase("finnhub")]
    [TestCase("finnhub:hour=3")]
    [TestCase("finnhub:minute=many")]
    [TestCase("treasury:free")]
    public void Parse_WrongForm_SaysSo(string spec) =>
        Assert.That(Assert.Throws<TradeMLException>(() => VendorPlans.Parse([spec]))!.Kind,
            Is.EqualTo(ErrorKind.BadInput));

    [Test]
    public async Task Plan_OfADay_BeginsAnewAtItsHour()
    {
        await StartAsync(new VendorServerOptions
        {
            Plans =
                new Dictionary<string, VendorPlan>
                {
                    ["finnhub"] = new()
                    {
                        PerDay = 2,
                        DayResetUtc = TimeSpan.FromHours(20)
                    }
                },
        });
        const string path = "finnhub/api/v1/stock/profile2?symbol=NONE&token=SIMKEY";
        var statuses = new List<int>();
        for (var i = 0; i < 3; i++) statuses.Add((await RawAsync(path)).Status);
        Clock.Now = Clock.Now.AddHours(4);
        statuses.Add((await RawAsync(path)).Status);
        Clock.Now = Clock.Now.AddHours(1);
        statuses.Add((await RawAsync(path)).Status);
        Assert.That(statuses, Is.EqualTo(new[] { 200, 200, 429, 429, 200 }));
    }

    [Test]
    public void Plan_OfAnUnknownVendor_IsRefused()
    {
        var options = new VendorServerOptions { Plans = VendorPlans.Parse(["nobody:minute=1"]) };
        var error = Assert.ThrowsAsync<TradeMLException>(() => VendorServer.StartAsync(new SmallMarket(), options))!;
        Assert.That(error.Message, Does.Contain("nobody"));
        Assert.That(error.Remedy, Does.Contain("finnhub"));
    }

    [Test]
    public async Task CallLog_OfManyRequests_KeepsTheNewestWithoutKeys()
    {
        await StartAsync(new VendorServerOptions { CallLogCapacity = 2 });
        await RawAsync("finnhub/api/v1/stock/profile2?symbol=AAA&token=SIMKEY");
        await RawAsync("massive/v3/reference/tickers/AAA?apiKey=SIMKEY&date=2024-03-08");
        await RawAsync("finnhub/api/v1/stock/profile2?symbol=ZZZ&token=wrong");
        Assert.That(
            Server.CallLog.Select(call => (call.Vendor, call.Target, call.Status)),
            Is.EqualTo(
                new[] { ("massive", "v3/reference/tickers/AAA?date=2024-03-08", 200),
                    ("finnhub", "api/v1/stock/profile2?symbol=ZZZ", 401) }));
        Assert.That(Server.CallLog[1].Symbols, Is.EqualTo(new[] { "ZZZ" }));
    }
}
