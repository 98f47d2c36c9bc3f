using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Universe;

namespace TradeML.Core.Tests.Universe;

[TestFixture]
public sealed class UniverseSeriesTests
{
    private static readonly UniverseOptions Options = new()
    {
        MinPriceUsd = 60, MinAdvUsd = 6e8, AdvWindow = 10,
        HoldBars = 3, MaxGapSessions = 4
    };

    [Test]
    public void Of_SessionsWithoutABar_HaveRowsUntilTheGapIsTooLong()
    {
        var series = UniverseSeries.Of([5, 6, 9, 20], [100, 100, 100, 100], [1e7, 1e7, 1e7, 1e7], true, 23, Options);
        Assert.That(series.Sessions, Is.EqualTo(new[] { 5, 6, 7, 8, 9, 10, 11, 12, 13, 20, 21, 22 }));
        Assert.That(series.Flags.Select(f => f.HasFlag(UniverseFlags.Traded)),
            Is.EqualTo(series.Sessions.Select(s => s is 5 or 6 or 9 or 20)));
        Assert.That(series.Flags.Select(f => f.HasFlag(UniverseFlags.PriceOk)),
            Is.EqualTo(series.Sessions.Select(s => s is 5 or 6 or 9 or 20)));
    }

    [Test]
    public void Of_EndOfTheListing_CutsRows() =>
        Assert.That(UniverseSeries.Of([5, 6, 9], [100, 100, 100], [1e7, 1e7, 1e7], true, 8, Options).Sessions,
            Is.EqualTo(new[] { 5, 6, 7 }));

    /// <summary>Everything after a session changed, removed or added: the rows up to it are bit-equal.</summary>
    [Test]
    public void Of_FuturePerturbedOrTruncated_PastRowsStayBitEqual() => Prop.ForAll(
        Gen.Choose(0, 1 << 20).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (sessions, close, volume) = Bars(random, 200);
            var cut = sessions[random.Next(sessions.Length)];
            var past = sessions.Count(s => s <= cut);
            var tail = sessions[past..].Where(_ => random.Next(3) > 0).ToArray();
            int[] other = [.. sessions[..past], .. tail];
            double[] Mixed(double[] values) =>
                [.. values[..past], .. tail.Select(_ => values[0] * random.NextDouble() * 5)];
            var whole = Rows(UniverseSeries.Of(sessions, close, volume, true, sessions[^1] + 1, Options), cut);
            return whole
                == Rows(UniverseSeries.Of(other, Mixed(close), Mixed(volume), true, sessions[^1] + 30, Options), cut)
                && whole
                    == Rows(
                        UniverseSeries.Of(sessions.AsSpan(..past), close.AsSpan(..past), volume.AsSpan(..past), true,
                            cut + 1, Options), cut);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(11, 13));

    private static string Rows(UniverseSeries series, int cut) =>
        string.Join(';', Enumerable.Range(0, series.Sessions.Length)
        .Where(i => series.Sessions[i] <= cut)
        .Select(i => $"{series.Sessions[i]} {BitConverter.DoubleToInt64Bits(series.Adv[i])} {series.Flags[i]}"));

    private static (int[] Sessions, double[] Close, double[] Volume) Bars(Random random, int count)
    {
        var sessions = new int[count];
        for (var i = 0; i < count; i++)
            sessions[i] = (i == 0 ? random.Next(50) : sessions[i - 1])
                + (random.Next(10) == 0 ? 1 + random.Next(9) : 1);
        var (close, volume) = DollarVolumeTests.Series(count, random.Next());
        return (sessions, close, volume);
    }
}
