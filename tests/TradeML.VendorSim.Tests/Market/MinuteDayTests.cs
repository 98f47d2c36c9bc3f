using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Minutes;
using TradeML.VendorSim.Tests.Servers;
using TradeML.VendorSim.Timeline;

namespace TradeML.VendorSim.Tests.Market;

public sealed class MinuteDayTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void Minutes_OfEverySession_AddUpToTheDailyBar(bool oneVenue)
    {
        var market = new MarketView(TestMarket.Small, MarketTimeline.Empty).At(DateTimeOffset.UnixEpoch);
        var calendar = ExchangeCalendar.Xnys;
        var reader = new MinuteReader(calendar);
        var (missing, wrong) = (0, 0);
        foreach (var security in market.Securities)
        {
            var bars = market.Bars(security.Index);
            for (var i = 0; i < bars.Count; i++)
            {
                var first = SessionMinutes.Xnys.Before(bars.Date(i));
                var length = calendar.Find(bars.Date(i))!.Value.Minutes;
                var (open, high, low, close, volume) = (double.NaN, double.MinValue, double.MaxValue, double.NaN, 0L);
                for (var m = 0; m < length; m++)
                {
                    if (!reader.Seek(market, security.Index, first + m, oneVenue, revised: false))
                    {
                        missing++;
                        continue;
                    }

                    var day = reader.Day;
                    if (day.Low[m] > Math.Min(day.Open[m], day.Close[m])
                        || day.High[m] < Math.Max(day.Open[m], day.Close[m])) wrong++;
                    if (day.Vwap[m] < day.Low[m] || day.Vwap[m] > day.High[m] || day.Trades[m] <= 0) wrong++;
                    if (double.IsNaN(open)) open = day.Open[m];
                    (high, low, close, volume) = (Math.Max(high, day.High[m]), Math.Min(low, day.Low[m]), day.Close[m],
                        volume + day.Volume[m]);
                }

                var expected = oneVenue ? DailyBar.Of(bars, i).OnIex() : DailyBar.Of(bars, i);
                Assert.That((open, high, low, close, volume),
                    Is.EqualTo((expected.Open, expected.High, expected.Low, expected.Close, expected.Volume)));
            }
        }

        Assert.That(wrong, Is.Zero);
        Assert.That(missing / (390.0 * market.Rows), oneVenue ? Is.InRange(0.002, 0.02) : Is.LessThan(0.001));
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Fill_AnyBar_KeepsItsPricesAndVolume() => Prop.ForAll(
        (from cents in Gen.Choose(1, 50_000).ArrayOf(4)
         from volume in Gen.Choose(0, 2_000_000)
         from minutes in Gen.Elements(390, 210, 2)
         select (cents, volume, minutes)).ToArbitrary(),
        draw =>
        {
            var (cents, volume, minutes) = draw;
            var (a, b, c, d) = (cents[0], cents[1], cents[2], cents[3]);
            var bar = new DailyBar(735_000 + a, b / 100.0, cents.Max() / 100.0, cents.Min() / 100.0, c / 100.0,
                d / 100.0, volume + 10, 5);
            var day = new MinuteDay();
            day.Fill(bar, (ulong)d, minutes, oneVenue: false);
            var (high, low, sum) = (0.0, double.MaxValue, 0L);
            for (var m = 0; m < minutes; m++)
                if (day.Exists(m))
                    (high, low, sum) = (Math.Max(high, day.High[m]), Math.Min(low, day.Low[m]), sum + day.Volume[m]);
            return (high, low, sum) == (bar.High, bar.Low, bar.Volume) && day.Open[0] == bar.Open
                && day.Close[minutes - 1] == bar.Close;
        });

    [Test]
    public void Slots_OfACalendar_AreFoundByInstantAndByDay()
    {
        var slots = SessionMinutes.Xnys;
        var session = ExchangeCalendar.Xnys.Find(new DateOnly(2015, 11, 27))!.Value; // closes early
        var first = slots.Before(session.Date);
        Assert.That(slots.Before(session.OpenUtc), Is.EqualTo(first));
        Assert.That(slots.Before(session.OpenUtc.AddTicks(1)), Is.EqualTo(first + 1));
        Assert.That(slots.Before(session.CloseUtc), Is.EqualTo(first + 210));
        Assert.That(slots.Before(session.CloseUtc.AddHours(2)), Is.EqualTo(first + 210));
        Assert.That(ExchangeCalendar.Xnys[slots.Locate(first + 209).Session].Date, Is.EqualTo(session.Date));
        Assert.That(slots.Locate(first + 210).Minute, Is.Zero);
    }
}
