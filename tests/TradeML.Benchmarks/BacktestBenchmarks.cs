using BenchmarkDotNet.Attributes;
using TradeML.Research.Backtest;
using TradeML.Research.Panels;

namespace TradeML.Benchmarks;

/// <summary>
/// Daily rebalance of 20 names over 5,040 days. Expected: at most 0.003 s (vectorised pandas 0.0033 s, vectorbt 0.032
/// s, backtrader 19.5 s). Measured 2026-11-25 with <c>-- least Backtest</c>, processor time on an AMD EPYC at 2.45 GHz,
/// 2 cores under a load of 20: fixed scores 2.9 ms, random ones 2.9 ms, with impact 6.3 ms, 500 names 153 ms.
/// Fixed scores trade back to the same weights every day, as the peers do; random ones turn the book over; impact needs
/// volatility and dollar volume of every row; the last is 500 names, rebalanced every five days.
/// </summary>
[MemoryDiagnoser]
public class BacktestBenchmarks
{
    private static readonly BacktestConfig Plain = new()
    {
        RebalanceEvery = 1, ImpactCoefficient = 0, MinAdvDollars = 0,
        PerNameCap = 1
    };
    private Panel small = null!;
    private Panel large = null!;
    private double[] smallScores = [];
    private double[] largeScores = [];
    private double[] fixedScores = [];

    [GlobalSetup]
    public void Setup()
    {
        small = SimulatedPanel.Create(20, 5040);
        large = SimulatedPanel.Create(500, 5040);
        fixedScores = [.. small.SymbolOfRows().Select(symbol => (double)symbol)];
        var random = new Random(5);
        smallScores = [.. Enumerable.Range(0, small.Rows).Select(_ => random.NextDouble())];
        largeScores = [.. Enumerable.Range(0, large.Rows).Select(_ => random.NextDouble())];
        var result = LongShortBacktest.Run(small, smallScores, Plain);
        var wanted = 0.0;
        foreach (var (row, sign) in Best(0))
            wanted += sign * 0.125 * ((small.Close[row + 2] / small.Close[row + 1]) - 1);
        var cost = result.TradingCosts[0];
        Check.That(Math.Abs(cost - 2e-4) < 1e-12 && Math.Abs(result.GrossReturns[1] - (wanted / (1 - cost))) < 1e-12,
            "first cost and return");
    }

    [Benchmark]
    public BacktestResult TwentyNamesDailyFixed() => LongShortBacktest.Run(small, fixedScores, Plain);

    [Benchmark]
    public BacktestResult TwentyNamesDaily() => LongShortBacktest.Run(small, smallScores, Plain);

    [Benchmark]
    public BacktestResult TwentyNamesDailyWithImpact() =>
        LongShortBacktest.Run(small, smallScores, Plain with { ImpactCoefficient = 1 });

    [Benchmark]
    public BacktestResult FiveHundredNamesWeekly() => LongShortBacktest.Run(large, largeScores, new());

    private IEnumerable<(int Row, int Sign)> Best(int day)
    {
        var ranked = small.ByDay.RowsOf(day).ToArray().Where(row => small.Close[row] >= 5)
            .OrderByDescending(row => smallScores[row]).ToArray();
        return ranked[..4].Select(row => (row, 1)).Concat(ranked[^4..].Select(row => (row, -1)));
    }
}
