using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Universe;

namespace TradeML.Core.Tests.Universe;

[TestFixture]
public sealed class UniverseRuleTests
{
    private static readonly UniverseOptions Floors = new() { MinPriceUsd = 10, MinAdvUsd = 1000, AdvWindow = 3 };

    [Test]
    public void Reason_FirstFailedCondition_IsNamed()
    {
        var (adv, flags) = (new double[7], new UniverseFlags[7]);
        UniverseRule.Judge([9, 20, 20, 20, 9, 20, 20], [100, 100, 100, 10, 100, 10, 10], Floors, adv, flags);
        var common = Array.ConvertAll(flags, f => f | UniverseFlags.Common);
        Assert.That(common.Select(UniverseRule.Reason),
            Is.EqualTo(new[] { "PRICE", "HISTORY", null, null, "PRICE", "LIQUIDITY", "LIQUIDITY" }));
        Assert.That(adv[2], Is.EqualTo((900 + 2000 + 2000) / 3.0));
        Assert.That(flags.Select(UniverseRule.Reason), Is.All.EqualTo("NOT_COMMON"));
        Assert.That(UniverseRule.Reason(UniverseFlags.Common | UniverseFlags.HistoryOk), Is.EqualTo("NOT_TRADED"));
    }

    [Test]
    public void Judge_ExactlyAtTheFloors_IsEligible()
    {
        var (adv, flags) = (new double[3], new UniverseFlags[3]);
        UniverseRule.Judge([10, 10, 10], [100, 100, 100], Floors, adv, flags);
        Assert.That(flags[2].HasFlag(UniverseFlags.Held), Is.True);
    }

    [Test]
    public void Judge_Hysteresis_KeepsANameForAsManyBarsAsConfigured()
    {
        double[] close = [20, 20, 20, 5, 5, 5, 20];
        double[] volume = [100, 100, 100, 100, 100, 100, 1000];
        Assert.That(Held(1), Is.EqualTo(new[] { false, false, true, false, false, false, true }));
        Assert.That(Held(3), Is.EqualTo(new[] { false, false, true, true, true, false, true }));

        bool[] Held(int bars)
        {
            var flags = new UniverseFlags[close.Length];
            UniverseRule.Judge(close, volume,
                new UniverseOptions { MinPriceUsd = 10, MinAdvUsd = 1000, AdvWindow = 3, HoldBars = bars },
                new double[close.Length], flags);
            return Array.ConvertAll(flags, f => f.HasFlag(UniverseFlags.Held));
        }
    }

    /// <summary>Higher floors never let a name in; hysteresis never throws one out.</summary>
    [Test]
    public void Judge_HigherFloorsOrNoHysteresis_NeverAdmitMore() => Prop.ForAll(
        Gen.Choose(0, 1 << 20).ToArbitrary(), seed =>
        {
            var (close, volume) = DollarVolumeTests.Series(120, seed);
            HashSet<int> Inside(double price, double adv, int hold)
            {
                var flags = new UniverseFlags[close.Length];
                UniverseRule.Judge(close, volume,
                    new UniverseOptions { MinPriceUsd = price, MinAdvUsd = adv, AdvWindow = 20, HoldBars = hold },
                    new double[close.Length], flags);
                return [.. Enumerable.Range(0, flags.Length).Where(i => flags[i].HasFlag(UniverseFlags.Held))];
            }

            var all = Inside(50, 6e8, 1);
            return Inside(60, 6e8, 1).IsSubsetOf(all) && Inside(50, 7e8, 1).IsSubsetOf(all)
                && all.IsSubsetOf(Inside(50, 6e8, 5));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(7, 9));
}
