using TradeML.Research.Labels;
using TradeML.Research.Labels.Barriers;

namespace TradeML.Research.Tests.Labels;

public sealed class BarrierScanTests
{
    // Quarters, so that every return is exact.
    private static readonly double[] Close = [4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 3, 4];

    [TestCase(true, 9, LabelEnd.Upper)]
    [TestCase(false, -1, LabelEnd.Horizon)]
    public void Closes_TouchExactly_CountsOnlyWhenInclusive(bool inclusive, int row, LabelEnd end)
    {
        var hit = BarrierScan.Closes(Close, 0, 11, 0.25, -0.25, inclusive);
        var stepped = BarrierScan.Closes(Close, [.. Close.Select(_ => 1.0)], 0, 11, 0.25, -0.25, inclusive);
        Assert.That(hit, Is.EqualTo(stepped), "the vectors find what the loop over steps finds");
        Assert.That(hit.Row, Is.EqualTo(row));
        if (row >= 0) Assert.That((hit.End, hit.Exit), Is.EqualTo((end, 5.0)));
    }

    [Test]
    public void Closes_LowerFirst_IsTheLower() =>
        Assert.That(BarrierScan.Closes(Close, 9, 11, 0.1, -0.25, true),
            Is.EqualTo(new BarrierHit(10, LabelEnd.Lower, 3)));

    [Test]
    public void Closes_BeyondTheLastRow_IsNotSeen() =>
        Assert.That(BarrierScan.Closes(Close, 0, 8, 0.1, -0.1, true), Is.EqualTo(BarrierHit.None));

    [Test]
    public void Closes_ASplitOnTheWay_IsCarried()
    {
        double[] steps = [1, 1, 0.5, 1], close = [8, 8, 4, 5];
        Assert.That(BarrierScan.Closes(close, steps, 0, 3, 0.25, -0.25, true),
            Is.EqualTo(new BarrierHit(3, LabelEnd.Upper, 10)), "in units of the entry");
    }

    // open, high, low of the one bar after the entry at 100; barriers at 110 and 90
    [TestCase(85, 95, 80, LabelEnd.Lower, 85)]
    [TestCase(90, 95, 90, LabelEnd.Lower, 90)]
    [TestCase(115, 120, 112, LabelEnd.Upper, 115)]
    [TestCase(110, 111, 109, LabelEnd.Upper, 110)]
    [TestCase(100, 120, 80, LabelEnd.Lower, 90)]
    [TestCase(100, 105, 90, LabelEnd.Lower, 90)]
    [TestCase(100, 110, 95, LabelEnd.Upper, 110)]
    public void Intrabar_OneBar_TakesTheWorstOfWhatMayHaveHappened(
        double open, double high, double low, LabelEnd end, double exit)
    {
        var hit = BarrierScan.Intrabar(new([100, open], [100, high], [100, low]), [1, 1], 100, 0, 1, 110, 90);
        Assert.That(hit, Is.EqualTo(new BarrierHit(1, end, exit)));
    }

    [Test]
    public void Intrabar_WithinTheBarriers_IsNoHit() =>
        Assert.That(BarrierScan.Intrabar(new([100, 100], [100, 109], [100, 91]), [1, 1], 100, 0, 1, 110, 90),
            Is.EqualTo(BarrierHit.None));
}
