using TradeML.Vendors.Connectors;

namespace TradeML.Data.Ingest.Results;

/// <summary>Where rows belong: which dataset of which source, in which table.</summary>
/// <param name="Dataset">Logical dataset.</param>
/// <param name="Table">Raw table.</param>
/// <param name="SourceName">Source as the rows carry it.</param>
internal sealed record DatasetSource(string Dataset, string Table, string SourceName)
{
    /// <summary>What a fetcher fills.</summary>
    public static DatasetSource Of(IDatasetFetcher fetcher) => new(fetcher.Dataset, fetcher.Table, fetcher.SourceName);
}
