namespace TradeML.Lake.Runs;

/// <summary>One execution of a pipeline.</summary>
/// <param name="Id">Its id: a UUID, or a content hash where a rerun should find the finished run.</param>
/// <param name="Pipeline">Name, for example <c>equities_xs_train</c>.</param>
/// <param name="ParamsJson">Snapshot of its configuration as JSON.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="FinishedAt">When it ended (UTC), or null.</param>
/// <param name="MetricsJson">What it measured as JSON, or null.</param>
/// <param name="ArtifactUri">Where its artifacts lie, relative to the lake, or null.</param>
/// <param name="Error">Why it failed, or null.</param>
public sealed record PipelineRun(
    string Id, string Pipeline, string ParamsJson, RunStatus Status, DateTime StartedAt, DateTime? FinishedAt,
    string? MetricsJson,
    string? ArtifactUri, string? Error);
