using TradeML.Core.Contracts;
using TradeML.Data.Quality.Probing;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Connectors;

namespace TradeML.Data.Ingest.Results;

/// <summary>
/// A fetched result after comparison with the lake and after quality control: what is to be written and recorded.
/// </summary>
/// <param name="Result">As fetched.</param>
/// <param name="Source">Where the rows belong.</param>
/// <param name="ToWrite">Rows the lake lacks or has differently; may be empty.</param>
/// <param name="Verdicts">Verdicts to record.</param>
/// <param name="Quarantined">Rows set aside by the connector or by quality control.</param>
internal sealed record PreparedResult(
    FetchResult Result, DatasetSource Source, ColumnBatch ToWrite, IReadOnlyList<PartitionVerdict> Verdicts,
    IReadOnlyList<QuarantinedRow> Quarantined)
{
    /// <summary>
    /// Of a spot check: what it was compared with, and what came of it. Nothing else of such an answer is recorded.
    /// </summary>
    public (string FirstSource, IReadOnlyList<ProbeOutcome> Outcomes)? Probe { get; init; }
}
