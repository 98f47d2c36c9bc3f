namespace TradeML.Data.Quality.Probing;

/// <summary>What a second vendor says about one partition.</summary>
/// <param name="Day">Day of the partition; <see cref="LedgerKey.Undated"/> where it has none.</param>
/// <param name="Score">1 for equal rows, 0 for unlike ones.</param>
/// <param name="Code"><c>AGREE</c>, <c>SPLIT_ADJUSTED</c> (equal but for a split factor), <c>DIFFER</c>,
/// <c>MISMATCH</c>, or <c>NO_SECOND</c> when it has no rows.</param>
/// <param name="RowsFirst">Rows of the first vendor.</param>
/// <param name="RowsSecond">Rows of the second.</param>
/// <param name="WorstColumn">The column that differs most, or null.</param>
/// <param name="WorstDifference">Its relative difference; NaN when there is none.</param>
/// <param name="Detail">The same in words.</param>
public sealed record ProbeOutcome(
    DateOnly Day, double Score, string Code, int RowsFirst, int RowsSecond, string? WorstColumn, double WorstDifference,
    string Detail)
{
    /// <summary>Code of rows that differ so much that the first vendor's partition is doubted.</summary>
    public const string Mismatch = "MISMATCH";
}
