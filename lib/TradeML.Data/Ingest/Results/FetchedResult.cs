using TradeML.Vendors.Connectors;

namespace TradeML.Data.Ingest.Results;

/// <summary>A vendor's answer on its way to the committer.</summary>
/// <param name="Result">As fetched.</param>
/// <param name="Source">Where the rows belong.</param>
internal sealed record FetchedResult(FetchResult Result, DatasetSource Source);
