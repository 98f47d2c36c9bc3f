namespace TradeML.Models.LightGbm;

/// <summary>One metric's value on one data set.</summary>
/// <param name="Metric">LightGBM's name of the metric, such as "l2" or "auc".</param>
/// <param name="Value">The value after the rounds trained so far.</param>
public readonly record struct EvaluationResult(string Metric, double Value);
