using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class StochasticDominanceTests
{
    [Test]
    public void Compare_SelectedInTheMiddle_CrossesAndIsBehindInTheEnd()
    {
        var result = StochasticDominance.Compare([1, 2, double.NaN], [0, 1, double.NaN, 2, 3], 4);
        Assert.That(result.Grid, Is.EqualTo(new double[] { 0, 1, 2, 3 }));
        Assert.That(result.Selected, Is.EqualTo(new[] { 0, 0.5, 1, 1 }));
        Assert.That(result.All, Is.EqualTo(new[] { 0.25, 0.5, 0.75, 1 }));
        Assert.That(result.SecondOrder, Is.EqualTo(new[] { 0, 0.125, 0, -0.125 }).Within(1e-15));
        Assert.That((result.FirstOrderDominates, result.SecondOrderDominates), Is.EqualTo((false, false)));
    }

    [Test]
    public void Compare_SelectedAtTheTop_DominatesInBothOrders()
    {
        var result = StochasticDominance.Compare([2, 3], [0, 1, 2, 3], 4);
        Assert.That(result.Selected, Is.EqualTo(new[] { 0, 0, 0.5, 1 }));
        Assert.That((result.FirstOrderDominates, result.SecondOrderDominates), Is.EqualTo((true, true)));
    }

    [Test]
    public void Compare_SelectedNarrower_DominatesInTheSecondOrderOnly()
    {
        var result = StochasticDominance.Compare([1.5, 2], [0, 1, 2, 3], 7);
        Assert.That(result.SecondOrder, Has.All.GreaterThanOrEqualTo(0));
        Assert.That((result.FirstOrderDominates, result.SecondOrderDominates), Is.EqualTo((false, true)));
    }

    [Test]
    public void Compare_OneValueOnly_AllLieAtIt()
    {
        var result = StochasticDominance.Compare([5], [5, 5], 3);
        Assert.That(result.Grid, Is.All.EqualTo(5));
        Assert.That(result.Selected.Concat(result.All), Is.All.EqualTo(1));
        Assert.That((result.FirstOrderDominates, result.SecondOrderDominates), Is.EqualTo((true, true)));
    }

    [Test]
    public void Compare_NothingKnown_IsEmptyAndDominatesNothing()
    {
        var result = StochasticDominance.Compare([double.NaN], [double.NaN], 3);
        Assert.That((result.Grid.Length, result.FirstOrderDominates, result.SecondOrderDominates),
            Is.EqualTo((0, false, false)));
    }

    [Test]
    public void Compare_RandomSamples_EqualsPlainCounting()
    {
        var random = new Random(9);
        double[] all = [.. Enumerable.Range(0, 500).Select(_ => Math.Round(random.NextDouble() - 0.5, 2))],
            selected = all[..60];
        var result = StochasticDominance.Compare(selected, all, 41);
        for (var i = 0; i < result.Grid.Length; i++)
        {
            Assert.That(result.Selected[i], Is.EqualTo(selected.Count(v => v <= result.Grid[i]) / 60.0));
            Assert.That(result.All[i], Is.EqualTo(all.Count(v => v <= result.Grid[i]) / 500.0));
        }
    }
}
