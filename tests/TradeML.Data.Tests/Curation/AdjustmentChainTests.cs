using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Curation;

namespace TradeML.Data.Tests.Curation;

public sealed class AdjustmentChainTests
{
    private static readonly DateOnly Start = new(2024, 3, 4);

    [Test]
    public void Build_NoEvents_GivesOnesExactly()
    {
        var series = AdjustmentChain.Build(Days(4), [10, 11, 12, 13], []);
        Assert.That(series.PriceStep.Concat(series.CumulativePrice).Concat(series.CumulativeTotalReturn),
            Is.All.EqualTo(1.0));
        Assert.That(series.Steps, Is.Empty);
    }

    [Test]
    public void Build_SpinOffSplitAndCashOfOneDay_ComposesTheThreeFormulas()
    {
        // (1 - 20/100) / 2 x (1 - 1 / ((100 - 20) / 2)); value handed out per new share 20/2 + 1, reinvested at 40.
        var series = AdjustmentChain.Build(Days(2), [100, 40],
            [CorporateEvent.Cash(Day(1), 1), CorporateEvent.Split(Day(1), 2), CorporateEvent.SpinOff(Day(1), 20)]);
        Assert.That(series.PriceStep[1], Is.EqualTo(0.8 / 2 * (1 - (1.0 / 40))).Within(1e-15));
        Assert.That(series.TotalReturnStep[1], Is.EqualTo(1 / (1 + (11.0 / 40)) / 2).Within(1e-15));
        Assert.That(series.VolumeStep[1], Is.EqualTo(2));
    }

    [Test]
    public void Build_DividendsOnTwoDaysBeforeOneBar_ChainOnTheSameBar()
    {
        // Two ex-dates fall into a gap of the bars: the second factor stands on what the first left.
        var series = AdjustmentChain.Build([Day(0), Day(5)], [100, 90],
            [CorporateEvent.Cash(Day(2), 10), CorporateEvent.Cash(Day(3), 9)]);
        Assert.That(series.CumulativePrice[0], Is.EqualTo(0.9 * 0.9).Within(1e-15));
        Assert.That(series.Steps, Has.Count.EqualTo(1));
    }

    [TestCase(10.0)]
    [TestCase(12.0)]
    public void Build_DistributionNotBelowThePrice_IsRefusedAndTheSplitStays(double amount)
    {
        var series = AdjustmentChain.Build(Days(3), [10, 40, 41],
            [CorporateEvent.Cash(Day(1), 4 * amount), CorporateEvent.Split(Day(1), 0.25)]);
        Assert.That(series.PriceStep[1], Is.EqualTo(4));
        Assert.That(series.TotalReturnStep[1], Is.EqualTo(1 / (1 + (4 * amount / 40)) / 0.25).Within(1e-15));
        Assert.That(series.Refused.Single().Reason, Does.Contain("total return takes it"));
    }

    [TestCase(double.NaN)]
    [TestCase(-1.0)]
    [TestCase(double.PositiveInfinity)]
    public void Build_ImpossibleNumbers_AreRefusedWithAReason(double number)
    {
        var series = AdjustmentChain.Build(Days(3), [10, 10, 10],
            [CorporateEvent.Cash(Day(1), number), CorporateEvent.Split(Day(2), number),
                CorporateEvent.Cash(Day(2), 1)]);
        Assert.That(series.Refused, Has.Count.EqualTo(2));
        Assert.That(series.CumulativePrice, Is.EqualTo(new[] { 0.9, 0.9, 1.0 }).Within(1e-15));
    }

    [Test]
    public void Build_DaysOutOfOrderOrBadClose_IsBadInput()
    {
        Assert.That(() => AdjustmentChain.Build([Day(1), Day(1)], [1, 2], []), Throws.TypeOf<TradeMLException>());
        Assert.That(() => AdjustmentChain.Build(Days(1), [0], []), Throws.TypeOf<TradeMLException>());
        Assert.That(() => AdjustmentChain.Build(Days(2), [1], []), Throws.TypeOf<TradeMLException>());
    }

    /// <summary>
    /// Changing bars and events after a day leaves the steps up to that day bit-equal, and cumulative factors are the
    /// products of later steps.
    /// </summary>
    [FsCheck.NUnit.Property(MaxTest = 200)]
    public Property Steps_FuturePerturbed_PastStaysBitEqual() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var n = random.Next(2, 60);
        var closes = Enumerable.Range(0, n).Select(_ => 5 + (100 * random.NextDouble())).ToArray();
        var events = Enumerable.Range(0, random.Next(0, 12)).Select(_ => random.Next(3) switch
        {
            0 => CorporateEvent.Split(Day(random.Next(n)), 0.25 + (3 * random.NextDouble())),
            1 => CorporateEvent.Cash(Day(random.Next(n)), 20 * random.NextDouble()),
            _ => CorporateEvent.SpinOff(Day(random.Next(n)), 20 * random.NextDouble()),
        }).ToArray();
        var cut = random.Next(n);
        var whole = AdjustmentChain.Build(Days(n), closes, events);
        var other = closes.Select((c, i) => i <= cut ? c : c * 1.7).ToArray();
        var perturbed = AdjustmentChain.Build(Days(n), other,
            events.Where(e => e.ExDate <= Day(cut)).Append(CorporateEvent.Split(Day(cut + 1), 3)));
        var product = 1.0;
        for (var i = n - 1; i >= 0; i--)
        {
            if (!(Math.Abs(whole.CumulativePrice[i] - product) <= 1e-12 * product)) return false;
            product *= whole.PriceStep[i];
        }

        return Equal(whole.PriceStep, perturbed.PriceStep, cut) && Equal(whole.VolumeStep, perturbed.VolumeStep, cut)
            && Equal(whole.TotalReturnStep, perturbed.TotalReturnStep, cut);
    });

    private static bool Equal(double[] a, double[] b, int last) =>
        a.AsSpan(0, last + 1).SequenceEqual(b.AsSpan(0, last + 1));

    private static DateOnly Day(int offset) => Start.AddDays(offset);

    private static DateOnly[] Days(int n) => [.. Enumerable.Range(0, n).Select(Day)];
}
