using System.Diagnostics.CodeAnalysis;
using TradeML.Core.Errors;
using TradeML.Lake.Control;

namespace TradeML.Lake.Runs;

/// <summary>The record of pipeline executions: ingest, curate, train, evaluate, promote.</summary>
[SuppressMessage("Performance", "CA1822",
    Justification = "The record is one object to its callers, whichever member needs its state.")]
public sealed class PipelineRuns
{
    private readonly ControlStore control;

    internal PipelineRuns(ControlStore control) => this.control = control;

    /// <summary>
    /// Records that a run began. A run of that id that did not succeed begins anew; one that succeeded is refused.
    /// </summary>
    /// <param name="pipeline">Name of the pipeline.</param>
    /// <param name="paramsJson">Snapshot of its configuration as JSON, without secrets.</param>
    /// <param name="id">Its id; null makes a new UUID.</param>
    /// <returns>The id.</returns>
    /// <exception cref="TradeMLException">Bad input: a run of that id has already succeeded.</exception>
    public string Start(string pipeline, string paramsJson, string? id = null)
    {
        id ??= Guid.CreateVersion7().ToString();
        control.Write(tx =>
        {
            var changed = tx.Execute(
                """
                INSERT INTO pipeline_runs (id, pipeline_name, params_json, status, started_at)
                    VALUES (@id, @pipeline, @paramsJson, 'RUNNING', @now)
                ON CONFLICT (id) DO UPDATE
                    SET params_json = excluded.params_json, status = 'RUNNING', started_at = excluded.started_at,
                    finished_at = NULL, metrics_json = NULL, artifact_uri = NULL, error = NULL
                WHERE pipeline_runs.status <> 'SUCCEEDED'
                """, new { id, pipeline, paramsJson, now = InstantText.From(tx.StartedAtUtc) });
            if (changed == 0)
                throw new TradeMLException(ErrorKind.BadInput, $"Run {id} of {pipeline} has already succeeded.");
        });
        return id;
    }

    /// <summary>Records success.</summary>
    /// <param name="id">A running run.</param>
    /// <param name="metricsJson">What it measured as JSON, or null.</param>
    /// <param name="artifactUri">Where its artifacts lie, relative to the lake, or null.</param>
    public void Finish(string id, string? metricsJson = null, string? artifactUri = null) =>
        control.Write(tx => Finish(tx, id, metricsJson, artifactUri));

    /// <summary>Records success inside a transaction that writes the results too.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">A running run.</param>
    /// <param name="metricsJson">What it measured as JSON, or null.</param>
    /// <param name="artifactUri">Where its artifacts lie, relative to the lake, or null.</param>
    public void Finish(ControlTransaction tx, string id, string? metricsJson = null, string? artifactUri = null) =>
        End(tx, id, "SUCCEEDED", metricsJson, artifactUri, null);

    /// <summary>Records that the user stopped it.</summary>
    /// <param name="id">A running run.</param>
    public void Cancel(string id) => control.Write(tx => End(tx, id, "CANCELLED", null, null, null));

    /// <summary>Records failure.</summary>
    /// <param name="id">A running run.</param>
    /// <param name="error">Why, as a sentence without secrets.</param>
    /// <param name="metricsJson">What it measured as JSON, or null.</param>
    public void Fail(string id, string error, string? metricsJson = null) =>
        control.Write(tx => End(tx, id, "FAILED", metricsJson, null, error));

    /// <summary>The run of that id, or null.</summary>
    /// <param name="id">Its id.</param>
    public PipelineRun? Find(string id) =>
        control.Read(r => r.Query<Row>(Select + " WHERE id = @id", new { id }).SingleOrDefault()?.ToRun());

    /// <summary>The newest runs, newest first.</summary>
    /// <param name="pipeline">Only this pipeline; null for all.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<PipelineRun> Recent(string? pipeline = null, int limit = 50) => control.Read(r => r.Query<Row>(
        Select + " WHERE @pipeline IS NULL OR pipeline_name = @pipeline ORDER BY started_at DESC, id DESC LIMIT @limit",
        new { pipeline, limit }).Select(row => row.ToRun()).ToList());

    private const string Select =
        """
        SELECT id, pipeline_name AS Pipeline, params_json AS ParamsJson, status, started_at AS StartedAt,
            finished_at AS FinishedAt,
               metrics_json AS MetricsJson, artifact_uri AS ArtifactUri, error
        FROM pipeline_runs
        """;

    private static void End(
        ControlTransaction tx, string id, string status, string? metrics, string? artifact, string? error)
    {
        var changed = tx.Execute(
            """
            UPDATE pipeline_runs
                SET status = @status, finished_at = @now, metrics_json = @metrics, artifact_uri = @artifact,
                error = @error
            WHERE id = @id AND status = 'RUNNING'
            """, new { id, status, metrics, artifact, error, now = InstantText.From(tx.StartedAtUtc) });
        if (changed == 0) throw new TradeMLException(ErrorKind.Internal, $"There is no running run {id}.");
    }

    [SuppressMessage("Performance", "CA1812", Justification = "Created by the row mapper.")]
    private sealed class Row
    {
        public string Id { get; set; } = "";

        public string Pipeline { get; set; } = "";

        public string ParamsJson { get; set; } = "";

        public string Status { get; set; } = "";

        public string StartedAt { get; set; } = "";

        public string? FinishedAt { get; set; }

        public string? MetricsJson { get; set; }

        public string? ArtifactUri { get; set; }

        public string? Error { get; set; }

        public PipelineRun ToRun() => new(
            Id, Pipeline, ParamsJson, Enum.Parse<RunStatus>(Status, ignoreCase: true), InstantText.Parse(StartedAt),
            FinishedAt is null ? null : InstantText.Parse(FinishedAt), MetricsJson, ArtifactUri, Error);
    }
}
