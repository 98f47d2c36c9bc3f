using TradeML.Core.Time;
using TradeML.Research.Features.Intraday;

namespace TradeML.Research.Tests.Features.Intraday;

/// <summary>
/// Whatever happens after a minute, every feature at or before it keeps its bits; so it does when everything after it
/// is missing.
/// </summary>
public sealed class IntradayPerturbationTests
{
    private static readonly ExchangeCalendar Calendar = ExchangeCalendar.Xnys;

    private static IEnumerable<int> MinuteColumns() => Enumerable.Range(0, IntradayCatalog.PerMinute.Count);

    private static IEnumerable<int> DayColumns() => Enumerable.Range(0, IntradayCatalog.PerDay.Count);

    [TestCaseSource(nameof(MinuteColumns))]
    public void PerMinute_FutureChangedOrMissing_KeepsTheBits(int column)
    {
        foreach (var cut in new[] { 7, 100, 700, 1100, 1500 })
        {
            var series = RandomMinutes.Create(column);
            var kept = Known(IntradayFeatures.PerMinute(series, Calendar), column, cut);
            Assert.That(Known(IntradayFeatures.PerMinute(Truncated(series, cut), Calendar), column, cut),
                Is.EqualTo(kept), $"truncated after bar {cut}");
            Assert.That(Known(IntradayFeatures.PerMinute(Changed(series, cut), Calendar), column, cut),
                Is.EqualTo(kept), $"changed after bar {cut}");
        }
    }

    [TestCaseSource(nameof(DayColumns))]
    public void PerDay_FutureChangedOrMissing_KeepsTheBits(int column)
    {
        var series = RandomMinutes.Create(column + 50);
        foreach (var session in SessionBars.Cut(series, Calendar))
        {
            // The day is known once its last bar is.
            var cut = session.End - 1;
            var kept = Known(IntradayFeatures.PerDay(series, Calendar), column, cut);
            Assert.That(kept, Is.Not.Empty);
            Assert.That(Known(IntradayFeatures.PerDay(Truncated(series, cut), Calendar), column, cut), Is.EqualTo(kept),
                $"truncated after {session.Session.Date}");
            Assert.That(
                Known(IntradayFeatures.PerDay(Changed(series, cut, session.Session.CloseUtc), Calendar), column, cut),
                Is.EqualTo(kept), $"changed after {session.Session.Date}");
        }
    }

    [TestCaseSource(nameof(MinuteColumns))]
    public void PerMinute_OtherSessionsMissing_KeepsTheBits(int column)
    {
        var series = RandomMinutes.Create(column + 20);
        var session = SessionBars.Cut(series, Calendar)[2];
        var alone = IntradayFeatures.PerMinute(RandomMinutes.Of(RandomMinutes.Rows(series)[session.First..session.End]),
            Calendar);
        var all = IntradayFeatures.PerMinute(series, Calendar);
        var start = Array.IndexOf(all.Bar, session.First);
        Assert.That(Bits(alone.Column(column)), Is.EqualTo(Bits(all.Column(column).Slice(start, session.Count))));
    }

    private static int[] Known(IntradayMatrix matrix, int column, int lastBar) =>
        Bits(matrix.Column(column)[..matrix.Bar.Count(bar => bar <= lastBar)]);

    private static int[] Bits(ReadOnlySpan<float> values) =>
        [.. values.ToArray().Select(BitConverter.SingleToInt32Bits)];

    private static MinuteSeries Truncated(MinuteSeries series, int cut) =>
        RandomMinutes.Of(RandomMinutes.Rows(series)[..(cut + 1)]);

    private static MinuteSeries Changed(MinuteSeries series, int cut, DateTime? notBefore = null)
    {
        var random = new Random(cut);
        var rows = RandomMinutes.Rows(series);
        var next = notBefore is { } close && close > rows[cut].Start ? close : rows[cut].Start.AddMinutes(1);
        var future = Enumerable.Range(0, 3000).Where(_ => random.NextDouble() < 0.7)
            .Select(i =>
                new RandomMinutes.Bar(next.AddMinutes(i), 200, 1, 1 + (199 * random.NextDouble()), random.Next(100_000),
                    1 + (100 * random.NextDouble())));
        return RandomMinutes.Of([.. rows[..(cut + 1)], .. future]);
    }
}
