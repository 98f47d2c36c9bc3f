using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class RankCorrelationTests
{
    private const double Unknown = double.NaN;

    [Test]
    public void Pearson_ByHand_LeavesPairsWithUnknownsOut()
    {
        Assert.That(RankCorrelation.Pearson([1, 2, 3], [1, 3, 2]), Is.EqualTo(0.5).Within(1e-15));
        Assert.That(RankCorrelation.Pearson([1, 2, Unknown, 3, 9], [1, 3, 7, 2, Unknown]),
            Is.EqualTo(0.5).Within(1e-15));
        Assert.That(RankCorrelation.Pearson([1, 2, 3], [5, 3, 1]), Is.EqualTo(-1).Within(1e-15));
    }

    [Test]
    public void Pearson_OnePairOrNoVariance_IsUnknown()
    {
        Assert.That(RankCorrelation.Pearson([], []), Is.NaN);
        Assert.That(RankCorrelation.Pearson([1, 2], [3, Unknown]), Is.NaN, "one pair");
        Assert.That(RankCorrelation.Pearson([2, 2], [3, 4]), Is.NaN, "the first does not vary");
        Assert.That(RankCorrelation.Pearson([3, 4], [2, 2]), Is.NaN, "the second does not vary");
        Assert.That(RankCorrelation.Pearson([1, 2], [3, 4]), Is.EqualTo(1), "two pairs are enough");
    }

    [Test]
    public void Spearman_Ties_ShareTheirAverageRank()
    {
        Assert.That(RankCorrelation.Spearman([1, 1, 2], [3, 4, 5]), Is.EqualTo(1.5 / Math.Sqrt(3)).Within(1e-15));
        Assert.That(RankCorrelation.Spearman([1, 1, 2], [4, 4, 3]), Is.EqualTo(-1).Within(1e-15));
    }

    [Test]
    public void Spearman_UnknownsAndAnyRisingScale_ChangeNothing()
    {
        double[] x = [3, -1, 4, 1, -5, 9], y = [2, 7, 1, 8, -2, 8];
        var plain = RankCorrelation.Spearman(x, y);
        Assert.That(RankCorrelation.Spearman([.. x.Select(Math.Exp)], y), Is.EqualTo(plain));
        Assert.That(RankCorrelation.Spearman([.. x, 100, Unknown], [.. y, Unknown, -100]), Is.EqualTo(plain));
    }

    [Test]
    public void KendallTauB_ByHand_CountsPairsAndTies()
    {
        Assert.That(RankCorrelation.KendallTauB([1, 2, 3, 4], [1, 2, 4, 3]), Is.EqualTo(4 / 6.0).Within(1e-15));
        Assert.That(RankCorrelation.KendallTauB([1, 1, 2], [1, 2, 3]), Is.EqualTo(2 / Math.Sqrt(6)).Within(1e-15));
        Assert.That(RankCorrelation.KendallTauB([1, 2, 3], [1, 1, 2]), Is.EqualTo(2 / Math.Sqrt(6)).Within(1e-15));
        Assert.That(RankCorrelation.KendallTauB([1, 2, Unknown, 3], [3, 2, 9, Unknown]), Is.EqualTo(-1));
    }

    [Test]
    public void KendallTauB_AllTied_IsUnknown()
    {
        Assert.That(RankCorrelation.KendallTauB([1, 1], [1, 2]), Is.NaN);
        Assert.That(RankCorrelation.KendallTauB([1, 2], [1, 1]), Is.NaN);
    }

    [Test]
    public void AverageRanks_TiesAtBothEnds_ShareTheirAverage()
    {
        var ranks = new double[6];
        RankCorrelation.AverageRanks([7, 1, 7, 3, 1, 7], ranks);
        Assert.That(ranks, Is.EqualTo(new[] { 5, 1.5, 5, 3, 1.5, 5 }));
    }
}
