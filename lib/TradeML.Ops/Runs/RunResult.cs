namespace TradeML.Ops.Runs;

/// <summary>A finished training run.</summary>
/// <param name="RunId">Content hash of inputs, configuration, seed and code version.</param>
/// <param name="AlreadyDone">True when the run had been finished before and nothing was computed.</param>
/// <param name="ArtifactFolder">Where its files lie, relative to the lake.</param>
/// <param name="Metrics">What it measured.</param>
public sealed record RunResult(string RunId, bool AlreadyDone, string ArtifactFolder, RunMetrics Metrics);
