using TradeML.Research.Panels;

namespace TradeML.Research.Backtest;

/// <summary>A daily long–short book from cross-sectional scores.</summary>
public sealed class LongShortBacktest : IBacktest
{
    /// <summary>Runs the backtest.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="scores">One score a panel row, known after that row's close; NaN = none.</param>
    /// <param name="config">Formation and costs.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeML.Core.Errors.TradeMLException">Bad input: a wrong number of scores, a configuration outside its ranges.</exception>
    public static BacktestResult Run(Panel panel, ReadOnlySpan<double> scores, BacktestConfig config, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("not yet");

    BacktestResult IBacktest.Run(Panel panel, ReadOnlySpan<double> scores, BacktestConfig config, CancellationToken cancellationToken) =>
        Run(panel, scores, config, cancellationToken);
}
