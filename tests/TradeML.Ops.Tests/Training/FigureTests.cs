using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Core.Universe;
using TradeML.Ops.Reports;
using TradeML.Ops.Runs;
using TradeML.Research.Backtest;
using TradeML.Research.Panels;
using TradeML.Research.Validation;
using TradeML.Store.Panels;

namespace TradeML.Ops.Tests.Training;

public sealed class FigureTests
{
    [Test]
    public void IcStatistics_NoOverlap_IsMeanOverStandardError()
    {
        double[] ic = [0.1, -0.05, 0.2, 0.0, 0.15, double.NaN];
        var (mean, t, days) = IcStatistics.Of(ic, 1);
        Assert.That((mean, days),
            Is.EqualTo((0.08, 5))
                .Using<(double, int), (double, int)>((a, b) =>
                    Math.Abs(a.Item1 - b.Item1) < 1e-15 && a.Item2 == b.Item2));
        // By hand: squares around 0.08 sum to 0.043, the mean of them is 0.0086.
        Assert.That(t, Is.EqualTo(0.08 / Math.Sqrt(0.0086 / 5)).Within(1e-12));
    }

    [Test]
    public void IcStatistics_OverlappingLabels_LowerTheTStatistic()
    {
        var random = new Random(3);
        var noise = Enumerable.Range(0, 500).Select(_ => random.NextDouble() - 0.45).ToArray();
        var overlapping = Enumerable.Range(4, 496).Select(i => noise[(i - 4)..(i + 1)].Average()).ToArray();
        Assert.That(IcStatistics.Of(overlapping, 5).TStat, Is.LessThan(0.7 * IcStatistics.Of(overlapping, 1).TStat));
    }

    [Test]
    public void ScoreDeciles_ScoresThatAreTheOutcomes_RiseAndSumToNothing()
    {
        var panel = Market(20, 30);
        var outcomes = Enumerable.Range(0, panel.Rows).Select(r => Math.Sin(r * 12.9898) / 10).ToArray();
        var deciles = ScoreDeciles.Of(panel, outcomes, outcomes);
        Assert.That(deciles.Select(d => d.MeanReturn), Is.Ordered.Ascending);
        Assert.That(deciles.Select(d => d.Rows), Is.All.EqualTo(60));
        Assert.That(deciles.Sum(d => d.MeanReturn), Is.EqualTo(0).Within(1e-12));
    }

    [Test]
    public void UniverseFilter_PerturbedFuture_LeavesThePastAlone()
    {
        var options = new UniverseOptions { MinPriceUsd = 20, MinAdvUsd = 25_000, AdvWindow = 5 };
        var before = UniverseFilter.Rows(Market(3, 60), options);
        var after = UniverseFilter.Rows(Market(3, 60, changeFrom: 40), options);
        for (var row = 0; row < before.Length; row++)
            if (row % 60 < 40) Assert.That(after[row], Is.EqualTo(before[row]), $"row {row}");
        Assert.That(before.Take(4), Is.All.False, "the window is not full yet");
        Assert.That(before, Does.Contain(true).And.Not.EqualTo(after));
    }

    [TestCase(100)]
    [TestCase(5000)]
    public void EquityCurve_Thinned_KeepsTheEndAndTheDeepestDrawdown(int days)
    {
        var random = new Random(days);
        var net = Enumerable.Range(0, days).Select(_ => (random.NextDouble() - 0.49) / 50).ToArray();
        var curve = EquityCurve.Of(Result(net).Dates, net, net);
        Assert.That(curve, Has.Count.LessThanOrEqualTo(EquityCurve.MaximumPoints));
        Assert.That(curve[^1].Net, Is.EqualTo(net.Aggregate(1.0, (e, r) => e * (1 + r))).Within(1e-12));
        Assert.That(-curve.Min(c => c.Drawdown), Is.EqualTo(Drawdown.Of(net).Maximum).Within(1e-12));
    }

    [Test]
    public void Pbo_FewerThanTwoTrials_IsUnknownWithAReason()
    {
        var (pbo, reason) = Multiplicity.Pbo([new double[100]]);
        Assert.That(pbo, Is.NaN);
        Assert.That(reason, Does.Contain("at least 2"));
    }

    private static Panel Market(int symbols, int days, int changeFrom = int.MaxValue)
    {
        var sessions = ExchangeCalendar.Xnys.Sessions(new DateOnly(2020, 1, 2), new DateOnly(2021, 1, 1))[..days]
            .ToArray();
        var close = Enumerable.Range(0, symbols * days)
            .Select(r => 20 + (5 * Math.Sin(r * 0.7)) + (r % days >= changeFrom ? 40 : 0)).ToArray();
        var volume = close.Select((_, r) => 1000 + (400 * Math.Cos(r * 0.3))).ToArray();
        return Panel.Create(
            [.. Enumerable.Range(0, symbols).Select(s => $"S{s:00}")], sessions,
            [.. Enumerable.Range(0, symbols + 1).Select(s => s * days)],
            [.. Enumerable.Range(0, symbols * days).Select(r => r % days)],
            new PanelColumns { Open = close, High = close, Low = close, Close = close, Volume = volume });
    }

    private static BacktestResult Result(double[] net) => new()
    {
        Dates = ExchangeCalendar.Xnys.Sessions(new DateOnly(1995, 1, 3), new DateOnly(2030, 1, 1))[..net.Length]
            .ToArray(),
        NetReturns = net, GrossReturns = net, Costs = new double[net.Length], TradingCosts = new double[net.Length],
        BorrowCosts = new double[net.Length],
        Turnover = new double[net.Length], GrossExposure = new double[net.Length], NetExposure = new double[net.Length],
        LongCount = new int[net.Length], ShortCount = new int[net.Length], LastPositions = [], Contribution = [],
        Fills = [],
    };
}
