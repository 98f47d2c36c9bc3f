using TradeML.Data.Connectors;

namespace TradeML.Data.Ingest;

/// <summary>Leased tasks that are fetched together, and their answer under way.</summary>
/// <param name="Tasks">At least one task.</param>
/// <param name="Fetcher">Who fetches them.</param>
/// <param name="Answer">The answer.</param>
internal sealed record WorkUnit(IReadOnlyList<BackfillTask> Tasks, IDatasetFetcher Fetcher, Task<IReadOnlyList<FetchResult>> Answer)
{
    /// <summary>Whether the unit works for FORWARD.</summary>
    public bool IsForward => Tasks[0].Kind == TaskKind.Forward;
}
