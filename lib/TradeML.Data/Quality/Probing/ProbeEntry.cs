namespace TradeML.Data.Quality.Probing;

/// <summary>One spot check as it is remembered.</summary>
/// <param name="Dataset">Logical dataset.</param>
/// <param name="Symbol">Its key; empty when it has none.</param>
/// <param name="Day">Day of the partition; <see cref="LedgerKey.Undated"/> where it has none.</param>
/// <param name="FirstSource">Source of the lake's rows.</param>
/// <param name="SecondSource">Source they were compared with.</param>
/// <param name="Score">1 for equal rows, 0 for unlike ones.</param>
/// <param name="Code">Outcome, as <see cref="ProbeOutcome"/> names it.</param>
/// <param name="RowsFirst">Rows of the first.</param>
/// <param name="RowsSecond">Rows of the second.</param>
/// <param name="Detail">What differs, in words.</param>
/// <param name="ProbedAt">When (UTC).</param>
public sealed record ProbeEntry(
    string Dataset, string Symbol, DateOnly Day, string FirstSource, string SecondSource, double Score, string Code,
    long RowsFirst, long RowsSecond,
    string Detail, DateTime ProbedAt);
