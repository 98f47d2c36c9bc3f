using TradeML.Models.Training;
using TradeML.Research.Backtest;
using TradeML.Research.Labels;
using TradeML.Research.Panels;

namespace TradeML.Ops.Runs;

/// <summary>What a run has computed, to be stored.</summary>
/// <param name="Metrics">What it measured.</param>
/// <param name="Model">The final model.</param>
/// <param name="Panel">The panel.</param>
/// <param name="Labels">Labels of the panel's rows.</param>
/// <param name="Trials">Every trial.</param>
/// <param name="Best">The reported one among them.</param>
/// <param name="Book">Its backtest, with the positions of every day.</param>
internal sealed record TrainedRun(
    RunMetrics Metrics, ITrainedModel Model, Panel Panel, EventLabels Labels, IReadOnlyList<TrialEvaluation> Trials,
    TrialEvaluation Best,
    BacktestResult Book);
