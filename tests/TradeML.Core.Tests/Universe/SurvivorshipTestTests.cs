using NUnit.Framework;
using TradeML.Core.Universe;

namespace TradeML.Core.Tests.Universe;

[TestFixture]
public sealed class SurvivorshipTestTests
{
    private static readonly DateOnly Start = new(2000, 1, 1), End = new(2020, 1, 1);
    private static readonly SurvivorshipOptions Options = new();

    [Test]
    public void Of_AllSurvivedTwentyYears_IsImplausibleAndSaysHowManyDeathsWereExpected()
    {
        var verdict = SurvivorshipTest.Of(Names(444, 0), End, Options);
        Assert.That(verdict.State, Is.EqualTo(SurvivorshipState.Implausible));
        Assert.That(verdict.ExpectedDead, Is.EqualTo(444 * (1 - Math.Exp(-0.049 * 7305 / 365.25))).Within(1e-9));
        Assert.That(verdict.Sentence,
            Does.StartWith(
                "0 of 444 names stopped trading between 2000-01-01 and 2020-01-01, where 277 would be expected at "
                    + "4.9 % a year and 80 at"));
        Assert.That(verdict.Word, Is.EqualTo("IMPLAUSIBLE"));
    }

    [TestCase(277)] // as expected
    [TestCase(90)] // large companies die more seldom
    public void Of_EnoughDead_IsOk(int dead) =>
        Assert.That(SurvivorshipTest.Of(Names(444, dead), End, Options).State, Is.EqualTo(SurvivorshipState.Ok));

    [Test]
    public void Of_FewNamesOrNone_IsUnknown()
    {
        Assert.That(SurvivorshipTest.Of(Names(10, 0), End, Options).State, Is.EqualTo(SurvivorshipState.Unknown));
        Assert.That(SurvivorshipTest.Of([], End, Options).State, Is.EqualTo(SurvivorshipState.Unknown));
        Assert.That(SurvivorshipTest.Of([new LifeSpan(End, false)], End, Options).State,
            Is.EqualTo(SurvivorshipState.Unknown));
    }

    [Test]
    public void Of_MoreDead_NeverMoreImplausible()
    {
        var probabilities = Enumerable.Range(0, 300)
            .Select(d => SurvivorshipTest.Of(Names(300, d), End, Options).Probability).ToList();
        Assert.That(probabilities, Is.Ordered.Ascending);
    }

    /// <summary>Equal probabilities: the binomial distribution, summed in exact fractions.</summary>
    [TestCase(3, 20, 0.2, 0.4114488619565685)]
    [TestCase(0, 50, 0.03, 0.2180653753474076)]
    [TestCase(25, 50, 0.5, 0.5561375863296085)]
    public void AtMost_EqualProbabilities_IsTheBinomial(int count, int events, double p, double expected) =>
        Assert.That(SurvivorshipTest.AtMost(count, Enumerable.Repeat(p, events).ToArray()),
            Is.EqualTo(expected).Within(1e-14));

    [Test]
    public void AtMost_UnequalProbabilities_IsTheSumOverAllOutcomes()
    {
        double[] p = [0.1, 0.7, 0.33, 0.02, 0.5, 0.9, 0.25];
        for (var count = 0; count <= p.Length; count++)
        {
            var sum = 0.0;
            for (var outcome = 0; outcome < 1 << p.Length; outcome++)
                if (int.PopCount(outcome) <= count)
                    sum += p.Select((q, i) => (outcome >> i & 1) == 1 ? q : 1 - q).Aggregate(1.0, (a, b) => a * b);
            Assert.That(SurvivorshipTest.AtMost(count, p), Is.EqualTo(sum).Within(1e-12));
        }
    }

    /// <summary>
    /// Universes that die at the least rate are called implausible about as seldom as the significance says.
    /// </summary>
    [Test]
    public void Of_UniversesThatDieAtTheLeastRate_AreSeldomCalledImplausible()
    {
        var random = new Random(5);
        var alarms = Enumerable.Range(0, 2000).Count(_ =>
        {
            var names = Enumerable.Range(0, 200)
                .Select(i =>
                    new LifeSpan(Start.AddDays(i * 20),
                        random.NextDouble() < 1 - Math.Exp(-0.01 * (7305 - (i * 20)) / 365.25))).ToList();
            return SurvivorshipTest.Of(names, End, Options).State == SurvivorshipState.Implausible;
        });
        Assert.That(alarms / 2000.0, Is.LessThanOrEqualTo(0.015));
    }

    private static LifeSpan[] Names(int count, int dead) =>
        [.. Enumerable.Range(0, count).Select(i => new LifeSpan(Start, i < dead))];
}
