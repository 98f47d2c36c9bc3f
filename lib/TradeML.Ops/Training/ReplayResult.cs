using TradeML.Ops.Runs;
using TradeML.Research.Backtest;

namespace TradeML.Ops.Training;

/// <summary>A stored run's scores, backtested again.</summary>
/// <param name="Run">The run.</param>
/// <param name="AsOf">Last day of the backtest.</param>
/// <param name="Backtest">Day by day.</param>
/// <param name="DataChanged">True when the curated bars are no longer those that the run was trained on, so that figures may differ from its metrics.</param>
public sealed record ReplayResult(RunResult Run, DateOnly AsOf, BacktestResult Backtest, bool DataChanged);
