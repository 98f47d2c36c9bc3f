using TradeML.Core.Errors;
using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class DriftTests
{
    [Test]
    public void Between_ByHand_IsTheSumOverBins()
    {
        var drift = Drift.Between([1, 2, 3, 4, double.NaN], [1, 3, double.NaN, 3, 3], [2.5]);
        Assert.That(drift.ReferenceCounts, Is.EqualTo(new[] { 2, 2 }));
        Assert.That(drift.CurrentCounts, Is.EqualTo(new[] { 1, 3 }));
        Assert.That(drift.Psi, Is.EqualTo(0.25 * Math.Log(3)).Within(1e-12));
        Assert.That(drift.CurrentAgainstReference,
            Is.EqualTo((0.25 * Math.Log(0.5)) + (0.75 * Math.Log(1.5))).Within(1e-12));
        Assert.That(drift.ReferenceAgainstCurrent,
            Is.EqualTo((0.5 * Math.Log(2)) + (0.5 * Math.Log(2 / 3.0))).Within(1e-12));
    }

    [Test]
    public void Between_ValueOnAnEdge_BelongsToTheBinAbove() =>
        Assert.That(Drift.Between([1, 2, 3], [0, 1, 9], [1, 2]).ReferenceCounts, Is.EqualTo(new[] { 0, 1, 2 }));

    [Test]
    public void Between_EmptyBin_HasTheFloorAsItsShare() => Assert.That(
        Drift.Between([1, 3], [3, 3], [2], 0.01).Psi,
        Is.EqualTo((-0.49 * Math.Log(0.02)) + (0.5 * Math.Log(2))).Within(1e-12));

    [Test]
    public void Between_AnEmptySample_IsUnknown()
    {
        Assert.That(Drift.Between([], [1], [2]).Psi, Is.NaN);
        Assert.That(Drift.Between([1], [double.NaN], [2]).CurrentAgainstReference, Is.NaN);
    }

    [Test]
    public void InnerEdges_OfKnownValues_AreQuantiles()
    {
        Assert.That(Drift.InnerEdges([5, double.NaN, 1, 3, 2, 4], 4), Is.EqualTo(new double[] { 2, 3, 4 }));
        Assert.That(Drift.InnerEdges([1, 2], 2), Is.EqualTo(new[] { 1.5 }));
        Assert.That(Drift.InnerEdges([7], 3), Is.EqualTo(new double[] { 7, 7 }));
    }

    [Test]
    public void InnerEdges_OneBinOrNothingKnown_IsRefused()
    {
        Assert.That(() => Drift.InnerEdges([1, 2], 1),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("at least 2 bins, not 1"));
        Assert.That(() => Drift.InnerEdges([double.NaN]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("known reference values"));
    }
}
