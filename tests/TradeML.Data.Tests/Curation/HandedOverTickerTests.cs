using NUnit.Framework;
using TradeML.Data.Curation;

namespace TradeML.Data.Tests.Curation;

public sealed class HandedOverTickerTests
{
    private static readonly DateOnly[] Days = [
        .. Enumerable.Range(0, 10).Select(i => new DateOnly(2020, 1, 1).AddDays(i))];
    private static readonly double[] Closes = [10, 11, 12, 13, 14, 100, 101, 102, 103, 104];

    [Test]
    public void Build_NoHandover_IsTheChain()
    {
        CorporateEvent[] events = [CorporateEvent.Split(Days[3], 2), CorporateEvent.Cash(Days[7], 1)];
        var (whole, plain) = (HandedOverTicker.Build(Days, Closes, events, []),
            AdjustmentChain.Build(Days, Closes, events));
        Assert.That(whole.CumulativePrice, Is.EqualTo(plain.CumulativePrice));
        Assert.That(whole.TotalReturnStep, Is.EqualTo(plain.TotalReturnStep));
    }

    [Test]
    public void Build_Handover_NoFactorOfTheOneReachesTheOther()
    {
        CorporateEvent[] events = [CorporateEvent.Split(Days[3], 2), CorporateEvent.Split(Days[7], 4)];
        var series = HandedOverTicker.Build(Days, Closes, events, [Days[5]]);
        Assert.That(series.CumulativePrice, Is.EqualTo(new[] { 0.5, 0.5, 0.5, 1, 1, 0.25, 0.25, 1, 1, 1 }));
        Assert.That(series.Steps.Select(s => s.Index), Is.EqualTo(new[] { 3, 7 }));
        // The dead security's prices are those it had when it died, whatever its successor in the ticker does.
        Assert.That(HandedOverTicker.Build(Days, Closes, [events[0]], [Days[5]]).CumulativePrice[..5],
            Is.EqualTo(series.CumulativePrice[..5]));
    }

    [Test]
    public void Build_EventOnTheHandoverOrInTheGapBeforeIt_AdjustsNobody()
    {
        DateOnly[] days = [.. Days[..4], .. Days[6..]];
        double[] closes = [.. Closes[..4], .. Closes[6..]];
        var series = HandedOverTicker.Build(days, closes,
            [CorporateEvent.Split(Days[5], 2), CorporateEvent.Cash(Days[6], 3)], [Days[6]]);
        Assert.That(series.CumulativePrice, Is.All.EqualTo(1));
        Assert.That(series.TotalReturnStep, Is.All.EqualTo(1));
        Assert.That(series.Refused, Has.Count.EqualTo(1), "the dividend on the first bar has no bar before it");
    }
}
