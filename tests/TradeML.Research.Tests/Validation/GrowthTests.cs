using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class GrowthTests
{
    [Test]
    public void TotalAndAnnual_ByHand_Compound()
    {
        Assert.That(Growth.Total([0.1, 0.1]), Is.EqualTo(0.21).Within(1e-12));
        Assert.That(Growth.Annual([0.1, 0.1], 4), Is.EqualTo(0.4641).Within(1e-12));
        Assert.That(Growth.Total([]), Is.Zero);
    }

    [Test]
    public void Calmar_ByHand_IsGrowthOverTheWorstFall()
    {
        Assert.That(Growth.Calmar([-0.2, 0.5], 2), Is.EqualTo(1).Within(1e-12));
        Assert.That(Growth.Calmar([0.1, 0.2]), Is.NaN, "there was no fall");
    }
}
