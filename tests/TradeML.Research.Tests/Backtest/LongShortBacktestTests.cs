#pragma warning disable NUnit1027 // FsCheck supplies the arguments
using TradeML.Core.Errors;
using TradeML.Research.Backtest;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.Backtest;

public sealed class LongShortBacktestTests
{
    private static readonly BacktestConfig Free = new()
    {
        RebalanceEvery = 1, Quantile = 0.5, PerNameCap = 1, MinAdvDollars = 0, HalfSpreadBps = 0, ImpactCoefficient = 0,
        BorrowBpsPerYear = 0,
    };

    [Test]
    public void Run_TwoNames_EarnsFromTheDayAfterTheTrade()
    {
        // The score of session 0 is traded at the close of session 1 and earns on session 2.
        var panel = Two([100, 110, 121, 121], [100, 100, 90, 90]);
        var result = LongShortBacktest.Run(panel, [1, 1, 1, 1, 0, 0, 0, 0], Free);
        Assert.That(result.Dates, Is.EqualTo(panel.Sessions[1..]));
        Assert.That(result.GrossReturns, Is.EqualTo(new[] { 0, (0.5 * 0.1) + (0.5 * 0.1), 0 }).Within(1e-15));
        Assert.That(result.GrossExposure, Is.EqualTo(new[] { 1.0, 1.0, 1.0 }).Within(1e-15));
        Assert.That(result.NetExposure, Is.EqualTo(new[] { 0.0, 0.0, 0.0 }).Within(1e-15));
        Assert.That(result.LastPositions, Is.EqualTo(new[] { new Position("AAA", 0.5), new Position("BBB", -0.5) }));
    }

    [Test]
    public void Run_CostsOfOneTrade_AreSpreadFeeAndBorrow()
    {
        var panel = Two([100, 100, 100, 100], [50, 50, 50, 50]);
        var result = LongShortBacktest.Run(panel, [1, 1, 1, 1, 0, 0, 0, 0],
            Free with { HalfSpreadBps = 3, FeeBps = 1, BorrowBpsPerYear = 252, RebalanceEvery = 10 });
        Assert.That(result.TradingCosts, Is.EqualTo(new[] { 4e-4, 0, 0 }).Within(1e-15),
            "four basis points on a gross of one");
        var shorts = 0.5 / (1 - 4e-4);
        Assert.That(result.BorrowCosts[1], Is.EqualTo(shorts * 1e-4).Within(1e-15),
            "a basis point a day on the short half");
        Assert.That(result.NetReturns[1], Is.EqualTo(-result.BorrowCosts[1]));
    }

    [Test]
    public void Run_FiltersAtTheSignalsDate_UseRawPrices()
    {
        // AAA trades at 4 raw, whatever its later split will make of it.
        var result = LongShortBacktest.Run(Two([4, 4, 4, 4], [50, 50, 50, 50]), [1, 1, 1, 1, 0, 0, 0, 0],
            Free with { MinRawPrice = 5 });
        Assert.That(result.GrossExposure, Is.All.EqualTo(0.0), "one eligible name is no long–short book");
    }

    [Test]
    public void Run_BarsStop_ClosesAtTheLastClose()
    {
        var days = 30;
        double[] steady = [.. Enumerable.Repeat(50.0, days)];
        var panel = Panel.Create(
            ["AAA", "BBB"], RandomPanel.Sessions(days), [0, 5, 5 + days],
            [.. Enumerable.Range(0, 5), .. Enumerable.Range(0, days)], Columns([10, 10, 10, 10, 9, .. steady]));
        double[] scores = [0, 0, 0, 0, 0, .. Enumerable.Repeat(1.0, days)];
        var result = LongShortBacktest.Run(panel, scores,
            Free with { RebalanceEvery = 100, CloseAfterMissing = 7, KeepFills = true });
        var close = result.Fills.Single(fill => fill.Symbol == "AAA" && fill.Date > panel.Sessions[4]);
        Assert.That((close.Date, close.RawPrice), Is.EqualTo((panel.Sessions[4 + 7], 9.0)));
        Assert.That(result.GrossReturns.Sum(), Is.EqualTo(0.05).Within(1e-12),
            "the short earned the last fall and nothing after it");
        Assert.That(result.LastPositions.Select(position => position.Symbol), Is.EqualTo(new[] { "BBB" }));
    }

    [Test]
    public void Run_RankWeightsAndCap_HandTheExcessDown()
    {
        var panel = RandomPanel.Create(31, symbols: 10, days: 40, steps: false, missing: 0);
        double[] scores = [.. panel.SymbolOfRows().Select((symbol, row) => panel.Day[row] < 20 ? double.NaN : symbol)];
        var result = LongShortBacktest.Run(panel, scores,
            Free with
            {
                Quantile = 0.3,
                Weights = WeightScheme.Rank,
                PerNameCap = 0.2,
                RebalanceEvery = 100,
                KeepFills = true,
                MinRawPrice = 0
            });
        // Three names share 0.5 as 3 : 2 : 1 = 0.25, 0.167, 0.083; the first is capped, and 0.3 is shared 2 : 1.
        var opening = result.Fills.Where(fill => fill.Date == result.Dates[0] && fill.WeightChange > 0)
            .Select(fill => fill.WeightChange).OrderDescending().ToArray();
        Assert.That(opening, Is.EqualTo(new[] { 0.2, 0.2, 0.1 }).Within(1e-12));
    }

    [FsCheck.NUnit.Property(MaxTest = 40)]
    public void Run_RandomPanels_EqualsTheLedgerAndConserves(int seed)
    {
        var panel = RandomPanel.Create(seed, symbols: 9, days: 90);
        var random = new Random(seed);
        double[] scores = [
            .. Enumerable.Range(0, panel.Rows)
                .Select(_ => random.NextDouble() < 0.1 ? double.NaN : Math.Round(random.NextDouble(), 1))];
        var config = new BacktestConfig
        {
            RebalanceEvery = random.Next(1, 8), Quantile = 0.1 + (0.3 * random.NextDouble()),
            Weights = (WeightScheme)random.Next(2), PerNameCap = 0.1 + (0.2 * random.NextDouble()),
            MinRawPrice = 20, MinAdvDollars = 1e6, LiquidityWindow = 12, Capital = 1e7, FeeBps = 1,
            BorrowBpsPerYear = 300, CloseAfterMissing = 4, KeepFills = true,
            ImpactCoefficient = random.Next(2),
        };
        var result = LongShortBacktest.Run(panel, scores, config);
        var (dates, net, gross, turnover) = SlowBacktest.Run(panel, scores, config);
        Assert.That(result.Dates, Is.EqualTo(dates));
        Assert.That(result.GrossReturns, Is.EqualTo(gross).Within(1e-10), $"gross, seed {seed}");
        Assert.That(result.NetReturns, Is.EqualTo(net).Within(1e-10), $"net, seed {seed}");
        Assert.That(result.Turnover, Is.EqualTo(turnover).Within(1e-10), $"turnover, seed {seed}");
        for (var i = 0; i < dates.Count; i++)
        {
            Assert.That(result.NetReturns[i], Is.EqualTo(result.GrossReturns[i] - result.Costs[i]));
            Assert.That(result.Costs[i], Is.EqualTo(result.TradingCosts[i] + result.BorrowCosts[i]));
        }

        Assert.That(result.Contribution.Sum(), Is.EqualTo(result.GrossReturns.Sum()).Within(1e-12));
        Assert.That(result.LastPositions.Sum(position => Math.Abs(position.Weight)),
            Is.EqualTo(result.GrossExposure[^1]).Within(1e-12));
    }

    [Test]
    public void Run_NoScores_IsEmpty()
    {
        var panel = RandomPanel.Create(5);
        var result = LongShortBacktest.Run(panel, Enumerable.Repeat(double.NaN, panel.Rows).ToArray(), new());
        Assert.That(result.Dates, Is.Empty);
        Assert.That(result.LastPositions, Is.Empty);
    }

    [Test]
    public void Run_FaultyConfiguration_NamesEveryFault()
    {
        var error = Assert
            .Throws<TradeMLException>(() =>
                LongShortBacktest.Run(RandomPanel.Create(1), [], new() { Quantile = 0.7, RebalanceEvery = 0 }))!;
        Assert.That(error.Message, Does.Contain("Quantile").And.Contain("RebalanceEvery"));
    }

    private static Panel Two(double[] first, double[] second) => Panel.Create(
        ["AAA", "BBB"], RandomPanel.Sessions(first.Length), [0, first.Length, 2 * first.Length],
        [.. Enumerable.Range(0, first.Length), .. Enumerable.Range(0, second.Length)], Columns([.. first, .. second]));

    private static PanelColumns Columns(double[] close) =>
        new() { Open = close, High = close, Low = close, Close = close, Volume = [.. close.Select(_ => 1e6)] };
}
