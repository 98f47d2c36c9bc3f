namespace TradeML.Lake.Partitions;

/// <summary>What a check found about one partition.</summary>
/// <param name="Day">Its day; <see cref="DateOnly.MinValue"/> for a partition without a date.</param>
/// <param name="Status">RED, AMBER or GREEN.</param>
/// <param name="QcScore">Quality in [0, 1]; NaN when not scored.</param>
/// <param name="RowCount">Rows found.</param>
/// <param name="ExpectedRows">Rows expected, or null when not known.</param>
/// <param name="Code">Short code of the outcome, for example <c>OK</c> or <c>MISSING_ROWS</c>.</param>
public readonly record struct PartitionVerdict(
    DateOnly Day, PartitionState Status, double QcScore, int RowCount, int? ExpectedRows, string Code);
