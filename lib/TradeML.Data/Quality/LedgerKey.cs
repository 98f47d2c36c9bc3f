using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality;

/// <summary>Under which symbol and partition key the ledger keeps the partitions of a dataset's key.</summary>
public static class LedgerKey
{
    /// <summary>The day under which a verdict without a day is recorded.</summary>
    public static DateOnly Undated => DateOnly.MinValue;

    /// <summary>
    /// The ledger's symbol and partition key: a ticker is a symbol, a series is <c>series_id=X</c>, a list has neither.
    /// </summary>
    /// <param name="spec">The dataset.</param>
    /// <param name="key">What its task names, or null.</param>
    public static (string? Symbol, string? PartitionKey) Of(DatasetSpec spec, string? key)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Key switch
        {
            DatasetKey.Symbol => (key, null),
            DatasetKey.Series => (null, "series_id=" + key),
            _ => (null, null),
        };
    }
}
