namespace TradeML.Ops.Training;

/// <summary>How far a pipeline is.</summary>
/// <param name="Stage">What it does now, for example <c>cross-validate</c>.</param>
/// <param name="Done">Steps of the stage done.</param>
/// <param name="Total">Steps of the stage; 0 when they can't be counted.</param>
/// <param name="Detail">What is special about the step, or null.</param>
public readonly record struct PipelineProgress(string Stage, long Done, long Total, string? Detail = null);
