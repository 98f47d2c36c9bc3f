namespace TradeML.Lake.Partitions;

/// <summary>
/// A run of sessions of one series that say the same and have no rows: missing, or confirmed to have none.
/// </summary>
/// <param name="Start">First day.</param>
/// <param name="End">First day after.</param>
/// <param name="Status">RED, AMBER or GREEN.</param>
/// <param name="Code">Short code of the outcome.</param>
/// <param name="ObservedAt">When that was last seen to be so, in microseconds since 1970-01-01 UTC.</param>
public readonly record struct PartitionSpan(
    DateOnly Start, DateOnly End, PartitionState Status, string Code, long ObservedAt);
