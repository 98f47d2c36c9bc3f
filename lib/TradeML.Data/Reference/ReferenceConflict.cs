namespace TradeML.Data.Reference;

/// <summary>
/// Two sources that say different things of one fact, and which of them was taken: a row of reference/conflicts.
/// </summary>
/// <param name="Table">Reference table of the fact.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Day">Local day of the fact; null when it has none.</param>
/// <param name="Field">What is in dispute, for example <c>ratio</c>.</param>
/// <param name="Chosen">What was taken.</param>
/// <param name="ChosenSource">Who said so.</param>
/// <param name="Other">What was not.</param>
/// <param name="OtherSource">Who said that.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Explanation">A sentence.</param>
public sealed record ReferenceConflict(
    string Table, string Symbol, DateOnly? Day, string Field, string? Chosen, string ChosenSource, string? Other,
    string OtherSource, ConflictSeverity Severity, string Explanation);
