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
        var labels = ForwardReturns.Build(LabelPanels.One(Close, steps: [1, 1, 0.5, 0.95]), LabelPanels.Forward(3));
        Assert.That(labels.Value[0], Is.EqualTo((6.3 / (10 * 0.5 * 0.95)) - 1).Within(1e-15));
        Assert.That(labels.EndDay, Is.EqualTo(new[] { 3, -1, -1, -1 }));
        Assert.That(labels.End,
            Is.EqualTo(
                new[] { LabelEnd.Horizon, LabelEnd.HorizonIncomplete, LabelEnd.HorizonIncomplete,
                    LabelEnd.HorizonIncomplete }));
    }

    [Test]
    public void Build_PriceOnly_LeavesTheDividendOut()
    {
        var panel = Panel.Create(
            ["AAA"], RandomPanel.Sessions(4), [0, 4], [0, 1, 2, 3],
            new()
            {
                Open = Close, High = Close, Low = Close, Close = Close, Volume = [1, 1, 1, 1],
                PriceStep = [1, 1, 0.5, 1], TotalReturnStep = [1, 1, 0.5, 0.95]
            });
        Assert.That(ForwardReturns.Build(panel, LabelPanels.Forward(3) with { PriceOnly = true }).Value[0],
            Is.EqualTo((6.3 / 5) - 1));
    }

    [Test]
    public void Build_HaltOnTheEndSession_IsUnknownBySessionAndNextByRow()
    {
        var panel = LabelPanels.One(Close, [0, 1, 3, 4]);
        var bySession = ForwardReturns.Build(panel, LabelPanels.Forward(2, ended: EndedSeries.Delisting));
        Assert.That(bySession.Value[0], Is.NaN);
        Assert.That(bySession.End[0], Is.EqualTo(LabelEnd.NoBar));
        var byRow = ForwardReturns.Build(panel, LabelPanels.Forward(2, ForwardAnchor.SymbolRow, EndedSeries.Delisting));
        Assert.That(byRow.Value[0], Is.EqualTo((6.0 / 10) - 1));
        Assert.That(byRow.EndDay[0], Is.EqualTo(3));
    }

    [Test]
    public void Build_ListingEndedWithoutRecord_ClosesWhenTheGapIsLongEnough()
    {
        var panel = LabelPanels.One(Close, sessions: 10);
        Assert.That(ForwardReturns.Build(panel, LabelPanels.Forward(4)).Value, Is.All.NaN);
        var labels = ForwardReturns.Build(panel, LabelPanels.Forward(4, ended: EndedSeries.Delisting, after: 3));
        Assert.That(labels.Value, Is.EqualTo(new[] { (6.3 / 10) - 1, (6.3 / 11) - 1, (6.3 / 6) - 1, 0 }).Within(1e-15));
        Assert.That(labels.EndDay, Is.EqualTo(new[] { 6, 6, 6, 7 }), "the third session without a bar is session 6");
        Assert.That(labels.End, Is.All.EqualTo(LabelEnd.DelistedUnknown));
        Assert.That(ForwardReturns.Build(panel, LabelPanels.Forward(4, ended: EndedSeries.Delisting, after: 7)).End,
            Is.All.EqualTo(LabelEnd.NoBar));
    }

    [TestCase(DelistingReason.Merger, 0, LabelEnd.DelistedMerger)]
    [TestCase(DelistingReason.Voluntary, 0, LabelEnd.DelistedVoluntary)]
    [TestCase(DelistingReason.Performance, -0.30, LabelEnd.DelistedPerformance)]
    [TestCase(DelistingReason.PerformanceNasdaq, -0.55, LabelEnd.DelistedPerformanceNasdaq)]
    [TestCase(DelistingReason.Unknown, 0, LabelEnd.DelistedUnknown)]
    public void Build_ListingEndedWithRecord_AddsTheReturnOfItsReason(
        DelistingReason reason, double beyond, LabelEnd end)
    {
        var panel = LabelPanels.One(Close, sessions: 10);
        foreach (var anchor in Enum.GetValues<ForwardAnchor>())
        {
            var labels = ForwardReturns.Build(panel, LabelPanels.Forward(4, anchor, EndedSeries.Delisting),
                [LabelPanels.Delisted(5, reason)]);
            Assert.That(labels.Value[0], Is.EqualTo((6.3 / 10 * (1 + beyond)) - 1).Within(1e-15), $"{anchor}");
            Assert.That(labels.Value[3], Is.EqualTo(beyond).Within(1e-15),
                "the last row's holder bears the delisting too");
            Assert.That(labels.EndDay,
                Is.EqualTo(anchor == ForwardAnchor.Session ? new[] { 5, 5, 6, 7 } : [5, 5, 5, 5]));
            Assert.That(labels.End, Is.All.EqualTo(end));
        }
    }

    [Test]
    public void Build_UnknownReasonWithoutAssumption_HasNoLabel()
    {
        var config = new ForwardConfig(new(4) { DelistingReturns = new(Unknown: double.NaN) });
        var labels = ForwardReturns.Build(LabelPanels.One(Close, sessions: 10), config,
            [LabelPanels.Delisted(4, DelistingReason.Unknown)]);
        Assert.That(labels.Value, Is.All.NaN);
        Assert.That(labels.EndDay, Is.All.EqualTo(-1));
        Assert.That(labels.End, Is.All.EqualTo(LabelEnd.DelistedUnknown));
    }

    [Test]
    public void Build_TickerTakenOver_NeverMixesTheTwoSecurities()
    {
        // The listing ends after session 3; another company trades under the ticker from session 6 on.
        var panel = LabelPanels.One([10, 11, 6, 6.3, 100, 101, 102, 103], [0, 1, 2, 3, 6, 7, 8, 9]);
        foreach (var anchor in Enum.GetValues<ForwardAnchor>())
        {
            var labels = ForwardReturns.Build(panel, LabelPanels.Forward(4, anchor, EndedSeries.Delisting),
                [LabelPanels.Delisted(4, DelistingReason.Merger)]);
            Assert.That(labels.Value[..4],
                Is.EqualTo(new[] { (6.3 / 10) - 1, (6.3 / 11) - 1, (6.3 / 6) - 1, 0 }).Within(1e-15), $"{anchor}");
        }
    }

    [Test]
    public void Build_RecordContradictedByABar_IsNotBelieved()
    {
        var labels = ForwardReturns.Build(LabelPanels.One(Close), LabelPanels.Forward(2, ended: EndedSeries.Delisting),
            [LabelPanels.Delisted(2, DelistingReason.Performance)]);
        Assert.That(labels.End[0], Is.EqualTo(LabelEnd.Horizon));
        Assert.That(labels.Value[0], Is.EqualTo((6.0 / 10) - 1));
    }

    [TestCase("MERGER", null, DelistingReason.Merger)]
    [TestCase("performance", "NYSE", DelistingReason.Performance)]
    [TestCase("PERFORMANCE", "Nasdaq Global Select", DelistingReason.PerformanceNasdaq)]
    [TestCase("BANKRUPTCY", "XNAS", DelistingReason.PerformanceNasdaq)]
    [TestCase("VOLUNTARY", null, DelistingReason.Voluntary)]
    [TestCase("ACQUIRED_OR_MERGED", null, DelistingReason.Merger)]
    [TestCase("BANKRUPTCY_OR_RECEIVERSHIP", null, DelistingReason.Performance)]
    [TestCase("PERFORMANCE_NASDAQ", null, DelistingReason.PerformanceNasdaq)]
    [TestCase("INDEX_CHANGE_ONLY", null, DelistingReason.Unknown)]
    [TestCase("Involuntary: below listing standards", "NYSE", DelistingReason.Performance)]
    [TestCase("INVOLUNTARY", "XNGS", DelistingReason.PerformanceNasdaq)]
    [TestCase("non-voluntary", null, DelistingReason.Unknown)]
    [TestCase("Non-compliance with the minimum bid price", "XNCM", DelistingReason.PerformanceNasdaq)]
    [TestCase("Failed to meet continued listing standards", "NYSE", DelistingReason.Performance)]
    [TestCase("Failed merger", null, DelistingReason.Unknown)]
    [TestCase("Failure to complete the merger", null, DelistingReason.Unknown)]
    [TestCase("The acquisition was not completed", null, DelistingReason.Unknown)]
    [TestCase("Merger completed", null, DelistingReason.Merger)]
    [TestCase("Merger agreement terminated; liquidation", "NYSE", DelistingReason.Performance)]
    [TestCase("Bankruptcy, assets acquired by a competitor", "AMEX", DelistingReason.Performance)]
    [TestCase("Emerged from negotiations", null, DelistingReason.Unknown)]
    [TestCase("Voluntary petition under Chapter 11", "NYSE", DelistingReason.Performance)]
    [TestCase("Voluntary liquidation", "NYSE", DelistingReason.Voluntary)]
    [TestCase("Going-private transaction", null, DelistingReason.Merger)]
    [TestCase("LIQUIDATION", "NMS", DelistingReason.PerformanceNasdaq)]
    [TestCase("UNKNOWN", "XNAS", DelistingReason.Unknown)]
    [TestCase(null, null, DelistingReason.Unknown)]
    public void ReasonOf_Text_IsTheReason(string? reason, string? exchange, DelistingReason expected) =>
        Assert.That(Delisting.ReasonOf(reason, exchange), Is.EqualTo(expected));
}
