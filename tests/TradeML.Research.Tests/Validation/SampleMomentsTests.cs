using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class SampleMomentsTests
{
    private const double Unknown = double.NaN;

    [Test]
    public void Of_ByHand_HasTheBiasedShape()
    {
        var four = SampleMoments.Of([1, 2, 3, 4]);
        Assert.That((four.Count, four.Mean, four.Skewness), Is.EqualTo((4, 2.5, 0.0)));
        Assert.That(four.Deviation, Is.EqualTo(Math.Sqrt(5 / 3.0)).Within(1e-15));
        Assert.That(four.Kurtosis, Is.EqualTo(1.64).Within(1e-12));
        Assert.That(SampleMoments.Of([0, 0, 3]).Skewness, Is.EqualTo(1 / Math.Sqrt(2)).Within(1e-12));
    }

    [Test]
    public void Of_EqualValues_HasADeviationOfExactlyZero() =>
        Assert.That(SampleMoments.Of([0.1, 0.1, 0.1]), Is.EqualTo(new SampleMoments(3, 0.1, 0, Unknown, Unknown)));

    [Test]
    public void Of_TooFewOrUnknown_IsUnknown()
    {
        Assert.That(SampleMoments.Of([]), Is.EqualTo(new SampleMoments(0, Unknown, Unknown, Unknown, Unknown)));
        Assert.That(SampleMoments.Of([7]), Is.EqualTo(new SampleMoments(1, 7, Unknown, Unknown, Unknown)));
        Assert.That(SampleMoments.Of([7, Unknown]),
            Is.EqualTo(new SampleMoments(2, Unknown, Unknown, Unknown, Unknown)));
    }
}
