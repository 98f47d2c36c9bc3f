using TradeML.Core.Errors;
using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class CombinationsTests
{
    [TestCase(5, 2, 10)]
    [TestCase(5, 0, 1)]
    [TestCase(5, 5, 1)]
    [TestCase(30, 15, 155_117_520)]
    [TestCase(3, 4, 0)]
    [TestCase(3, -1, 0)]
    public void Count_OfTakes_IsTheBinomial(int n, int k, int count) =>
        Assert.That(Combinations.Count(n, k), Is.EqualTo(count));

    [Test]
    public void Count_TooMany_SaysSo() =>
        Assert.That(() => Combinations.Count(40, 20),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("take 20 of 40 groups"));

    [Test]
    public void All_TwoOfFour_IsInLexicographicOrder() => Assert.That(
        Combinations.All(4, 2).Select(c => string.Concat(c)), Is.EqualTo(new[] { "01", "02", "03", "12", "13", "23" }));

    [Test]
    public void Next_EachStep_TellsTheFirstPlaceThatChanged()
    {
        int[] current = [0, 1, 4];
        Assert.That((Combinations.Next(current, 5), current), Is.EqualTo((1, new[] { 0, 2, 3 })));
        Assert.That((Combinations.Next(current, 5), current), Is.EqualTo((2, new[] { 0, 2, 4 })));
        current = [2, 3, 4];
        Assert.That((Combinations.Next(current, 5), current), Is.EqualTo((-1, new[] { 2, 3, 4 })), "the last stays");
    }
}
