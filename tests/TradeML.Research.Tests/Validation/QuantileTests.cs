using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class QuantileTests
{
    [TestCase(0, 1, 1)]
    [TestCase(0.25, 1.75, 1)]
    [TestCase(0.5, 2.5, 2)]
    [TestCase(1, 4, 4)]
    public void OfFour_IsLinearOrTheValueBelow(double probability, double linear, double lower)
    {
        Assert.That(Quantile.Linear([1, 2, 3, 4], probability), Is.EqualTo(linear).Within(1e-15));
        Assert.That(Quantile.Lower([1, 2, 3, 4], probability), Is.EqualTo(lower));
    }

    [Test]
    public void Sorted_LeavesTheSampleAlone()
    {
        double[] sample = [3, 1, 2];
        Assert.That(Quantile.Sorted(sample), Is.EqualTo(new double[] { 1, 2, 3 }));
        Assert.That(sample, Is.EqualTo(new double[] { 3, 1, 2 }));
    }
}
