using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Research.Features.Intraday;

namespace TradeML.Research.Tests.Features.Intraday;

public sealed class IntradayFeaturesTests
{
    private static readonly ExchangeCalendar Calendar = ExchangeCalendar.Xnys;
    private static readonly DateOnly HalfDay = new(2024, 11, 29);

    [Test]
    public void PerMinute_RandomSessions_EqualsTheSlowVersion([Values(1, 3)] int seed)
    {
        var series = RandomMinutes.Create(seed, vwap: seed != 3);
        var rows = RandomMinutes.Rows(series);
        var matrix = IntradayFeatures.PerMinute(series, Calendar, threads: 2);
        var row = 0;
        foreach (var bars in matrix.Sessions)
        {
            var slow = new SlowIntraday(bars.Session, rows[bars.First..bars.End]);
            foreach (var minute in slow.BarMinutes)
            {
                for (var column = 0; column < matrix.Names.Count; column++)
                    Same(matrix.Column(column)[row], slow.Minute(matrix.Names[column], minute),
                        $"{matrix.Names[column]} {bars.Session.Date} minute {minute}");
                row++;
            }
        }

        Assert.That(row, Is.EqualTo(matrix.Rows));
    }

    [Test]
    public void PerDay_RandomSessions_EqualsTheSlowVersion([Values(1, 2, 3)] int seed)
    {
        var series = RandomMinutes.Create(seed, vwap: seed != 3);
        var rows = RandomMinutes.Rows(series);
        var matrix = IntradayFeatures.PerDay(series, Calendar);
        Assert.That(matrix.Sessions.Select(s => s.Session.Date),
            Is.EqualTo(Calendar.Sessions(RandomMinutes.First, RandomMinutes.First.AddDays(9)).ToArray()));
        for (var i = 0; i < matrix.Rows; i++)
        {
            var slow = new SlowIntraday(matrix.Sessions[i].Session,
                rows[matrix.Sessions[i].First..matrix.Sessions[i].End]);
            for (var column = 0; column < matrix.Names.Count; column++)
                Same(matrix.Column(column)[i], slow.Day(matrix.Names[column]), $"{matrix.Names[column]} day {i}");
        }
    }

    [Test]
    public void PerMinute_WarmUp_IsTheCatalogs()
    {
        var random = new Random(5);
        var matrix = IntradayFeatures.PerMinute(
            RandomMinutes.Closes(HalfDay, [.. Enumerable.Range(0, 210).Select(_ => 50 + random.NextDouble())]),
            Calendar);
        for (var column = 0; column < matrix.Names.Count; column++)
        {
            var unknown = matrix.Column(column).ToArray().TakeWhile(float.IsNaN).Count();
            Assert.That(unknown, Is.EqualTo(IntradayCatalog.PerMinute[column].WarmUp), matrix.Names[column]);
            Assert.That(matrix.Column(column)[unknown..].ToArray(), Has.None.NaN);
        }
    }

    [Test]
    public void PerDay_HalfDayAndHoliday_AreTheCalendars()
    {
        var matrix = IntradayFeatures.PerDay(RandomMinutes.Create(1), Calendar);
        var half = matrix.Sessions.Single(s => s.Session.Date == HalfDay);
        Assert.That(half.Session.Minutes, Is.EqualTo(210));
        Assert.That(matrix.Sessions.Select(s => s.Session.Date), Has.None.EqualTo(new DateOnly(2024, 11, 28)));
    }

    [Test]
    public void PerMinute_HandNumbers_AreMet()
    {
        // Mean prices are the closes, 100 shares each: the VWAPs are 10, 10.5, 11.
        var matrix = IntradayFeatures.PerMinute(RandomMinutes.Closes(HalfDay, 10, 11, 12), Calendar);
        Assert.That(Column(matrix, "feat_vwap_dislocation"),
            Is.EqualTo(new[] { 0, Math.Log(11 / 10.5), Math.Log(12 / 11.0) }).Within(1e-7));
        Assert.That(Column(matrix, "feat_signed_volume_tick"), Is.EqualTo(new[] { double.NaN, 100, 100 }));
    }

    [Test]
    public void PerDay_BounceBetweenBidAndAsk_IsTheSpread()
    {
        // The price jumps between 100 and 100.1 without news: Roll's spread is the jump, and all variance is noise.
        var closes = Enumerable.Range(0, 210).Select(m => m % 2 == 0 ? 100 : 100.1).ToArray();
        var matrix = IntradayFeatures.PerDay(RandomMinutes.Closes(HalfDay, closes), Calendar);
        var jump = Math.Log(100.1 / 100);
        Assert.That(Column(matrix, "feat_roll_spread")[0], Is.EqualTo(2 * jump).Within(2).Percent,
            "r alternates by ± jump, so −cov is jump²");
        Assert.That(Column(matrix, "feat_rvol_1m")[0],
            Is.EqualTo(Math.Sqrt(252 * 209 * jump * jump)).Within(1e-4).Percent);
        // RV1 = 209 j²; K = 5 is odd, so every five-minute return is ± j too: RV5 = 205/5 j² = 41 j², n̄/n · RV1 = 41
        // j², TSRV = 0.
        Assert.That(Column(matrix, "feat_tsrv")[0], Is.EqualTo(0).Within(1e-6));
        Assert.That(Column(matrix, "feat_noise")[0], Is.EqualTo(jump / Math.Sqrt(2)).Within(1e-4).Percent);
        Assert.That(Column(matrix, "feat_noise_share")[0], Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void PerDay_RisingPrice_IsBoughtAndHasNoBounce()
    {
        var matrix = IntradayFeatures.PerDay(
            RandomMinutes.Closes(HalfDay, [.. Enumerable.Range(0, 210).Select(m => 100 * Math.Exp(0.001 * m))]),
            Calendar);
        Assert.That(Column(matrix, "feat_order_flow_tick")[0], Is.EqualTo(1));
        Assert.That(Column(matrix, "feat_order_flow_bulk")[0], Is.EqualTo(1));
        Assert.That(Column(matrix, "feat_signed_volume_tick")[0], Is.EqualTo(209 * 100));
        Assert.That(Column(matrix, "feat_minutes_traded")[0], Is.EqualTo(1));
    }

    [Test]
    public void PerMinute_ManyThreads_KeepsTheBits()
    {
        var series = RandomMinutes.Create(4);
        Assert.That(
            IntradayFeatures.PerMinute(series, Calendar, 8).Values.Select(BitConverter.SingleToInt32Bits),
            Is.EqualTo(IntradayFeatures.PerMinute(series, Calendar, 1).Values.Select(BitConverter.SingleToInt32Bits)));
    }

    [Test]
    public void PerMinute_NothingInASession_IsEmpty()
    {
        var night = RandomMinutes.Of(
            [new(new DateTime(2024, 11, 28, 15, 0, 0, DateTimeKind.Utc), 1, 1, 1, 1, double.NaN)]);
        Assert.That(IntradayFeatures.PerMinute(night, Calendar).Rows, Is.Zero);
        Assert.That(IntradayFeatures.PerDay(night, Calendar).Rows, Is.Zero);
    }

    [Test]
    public void Create_BadBar_IsRefused()
    {
        var at = new DateTime(2024, 11, 29, 15, 0, 0, DateTimeKind.Utc);
        Assert.That(() => RandomMinutes.Of([new(at.AddSeconds(1), 1, 1, 1, 1, 1)]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("whole minute"));
        Assert.That(() => RandomMinutes.Of([new(at, 1, 1, 1, 1, 1), new(at, 1, 1, 1, 1, 1)]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("after"));
        Assert.That(() => RandomMinutes.Of([new(at, 1, -1, 1, 1, 1)]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("positive"));
        Assert.That(() => RandomMinutes.Of([new(at, 1, 1, 1, double.NaN, 1)]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("volume"));
    }

    [Test]
    public void Catalog_Definitions_AreCompleteAndDistinct()
    {
        foreach (var features in new[] { IntradayCatalog.PerMinute, IntradayCatalog.PerDay })
        {
            Assert.That(features.Select(f => f.Name), Is.Unique);
            Assert.That(features.Select(f => $"{f.Family}{f.Formula}{f.Unit}{f.Source}"),
                Has.All.Length.GreaterThan(20));
        }

        Assert.That(IntradayCatalog.PerMinute.Any(f => f.IsDaily), Is.False);
        Assert.That(IntradayCatalog.PerDay.All(f => f.IsDaily));
    }

    private static double[] Column(IntradayMatrix matrix, string name) =>
        [.. matrix.Column(matrix.Names.ToList().IndexOf(name)).ToArray().Select(v => (double)v)];

    private static void Same(float actual, double expected, string place)
    {
        // A float has 24 bits; the variance of a two-scale estimate may cancel to nothing.
        var close = Reference.Close(actual, double.IsFinite(expected) ? expected : double.NaN, 2e-7, 1e-9)
            || (place.Contains("tsrv", StringComparison.Ordinal) && Math.Abs(actual - expected) < 1e-6);
        Assert.That(close, $"{place}: {actual:R} for {expected:R}");
    }
}
