using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Universe;

namespace TradeML.Core.Tests.Universe;

[TestFixture]
public sealed class DollarVolumeTests
{
    [Test]
    public void Mean_AnySeriesAndWindow_HasTheBitsOfThePlainSum() => Prop.ForAll(
        Gen.Choose(1, 70).SelectMany(w => Gen.Choose(0, 200).Select(n => (Window: w, Count: n))).ToArbitrary(), c =>
        {
            var (close, volume) = Series(c.Count, c.Count * 7 + c.Window);
            var mean = new double[c.Count];
            DollarVolume.Mean(close, volume, c.Window, mean);
            for (var row = 0; row < c.Count; row++)
            {
                var sum = 0.0;
                for (var back = row - c.Window + 1; back >= 0 && back <= row; back++) sum += close[back] * volume[back];
                var plain = row + 1 < c.Window ? double.NaN : sum / c.Window;
                if (BitConverter.DoubleToInt64Bits(plain) != BitConverter.DoubleToInt64Bits(mean[row])) return false;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(3, 5));

    [Test]
    public void Mean_UnknownVolume_IsUnknownWhileItIsInTheWindow()
    {
        var (close, volume) = Series(30, 1);
        volume[10] = double.NaN;
        var mean = new double[30];
        DollarVolume.Mean(close, volume, 5, mean);
        Assert.That(Enumerable.Range(0, 30).Where(i => double.IsNaN(mean[i])),
            Is.EqualTo(new[] { 0, 1, 2, 3, 10, 11, 12, 13, 14 }));
    }

    internal static (double[] Close, double[] Volume) Series(int count, int seed)
    {
        var random = new Random(seed);
        return ([.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 300)],
            [.. Enumerable.Range(0, count).Select(_ => Math.Floor(random.NextDouble() * 1e7))]);
    }
}
