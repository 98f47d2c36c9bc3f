namespace TradeML.Vendors.Datasets;

/// <summary>What a task of a dataset names.</summary>
public enum DatasetKey
{
    /// <summary>Nothing: one question covers all.</summary>
    None,

    /// <summary>A ticker, or an underlier.</summary>
    Symbol,

    /// <summary>A time series, for example <c>UNRATE</c>.</summary>
    Series,
}
