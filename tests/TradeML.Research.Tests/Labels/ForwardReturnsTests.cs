using TradeML.Research.Labels;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.Labels;

public sealed class ForwardReturnsTests
{
    private static readonly double[] Close = [10, 11, 6, 6.3];

    [Test]
    public void Build_SplitAndDividendInside_IsTheTotalReturn()
    {
        // Two for one on the third session, then a dividend of 5 % on the fourth.
        var labels = ForwardReturns.Build(One([0, 1, 2, 3], steps: [1, 1, 0.5, 0.95]), 3);
        Assert.That(labels.Value[0], Is.EqualTo((6.3 / (10 * 0.5 * 0.95)) - 1).Within(1e-15));
        Assert.That(labels.EndDay, Is.EqualTo(new[] { 3, -1, -1, -1 }));
    }

    [Test]
    public void Build_HaltOnTheEndSession_IsUnknownBySessionAndNextByRow()
    {
        var panel = One([0, 1, 3, 4]);
        Assert.That(ForwardReturns.Build(panel, 2).Value[0], Is.NaN);
        var byRow = ForwardReturns.Build(panel, 2, ForwardAnchor.SymbolRow);
        Assert.That(byRow.Value[0], Is.EqualTo((6.0 / 10) - 1));
        Assert.That(byRow.EndDay[0], Is.EqualTo(3));
    }

    [Test]
    public void Build_ListingEnded_IsUnknownOrTheLastClose()
    {
        var panel = One([0, 1, 2, 3]);
        Assert.That(ForwardReturns.Build(panel, 4).Value, Is.All.NaN);
        var last = ForwardReturns.Build(panel, 4, ended: EndedSeries.LastClose);
        Assert.That(last.Value[..2], Is.EqualTo(new[] { (6.3 / 10) - 1, (6.3 / 11) - 1 }).Within(1e-15));
        Assert.That(last.EndDay, Is.EqualTo(new[] { 4, 5, -1, -1 }), "the panel ends at session 5");
    }

    private static Panel One(int[] day, double[]? steps = null) => Panel.Create(
        ["AAA"], RandomPanel.Sessions(6), [0, 4], day,
        new() { Open = Close, High = Close, Low = Close, Close = Close, Volume = [1, 1, 1, 1], TotalReturnStep = steps });
}
