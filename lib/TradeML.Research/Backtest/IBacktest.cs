using TradeML.Research.Panels;

namespace TradeML.Research.Backtest;

/// <summary>Turns scores into daily returns net of costs. Callers hold this, so that another engine can take its place.</summary>
public interface IBacktest
{
    /// <summary>Runs the backtest.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="scores">One score a panel row, known after that row's close; NaN = none.</param>
    /// <param name="config">Formation and costs.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    BacktestResult Run(Panel panel, ReadOnlySpan<double> scores, BacktestConfig config, CancellationToken cancellationToken = default);
}
