namespace TradeML.Vendors.Datasets;

/// <summary>What a dataset owes, and when it has been paid.</summary>
public enum CompletenessRule
{
    /// <summary>
    /// One partition for each key and session of its listing interval; GREEN when its rows pass their checks.
    /// </summary>
    Session,

    /// <summary>
    /// One partition for each symbol and session; GREEN when a source has confirmed what happened on it, an event or
    /// none.
    /// </summary>
    Confirmed,

    /// <summary>
    /// One partition for each key, without a day; GREEN while the last complete answer is young enough.
    /// </summary>
    Standing,
}
