namespace TradeML.Data.Reference;

/// <summary>One row of reference/corp_actions as the curator reads it.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Type">Kind of event as the contract names it, for example <c>SPLIT</c>.</param>
/// <param name="ExDate">Ex-date.</param>
/// <param name="Ratio">New shares per old share; NaN when the event has none.</param>
/// <param name="Amount">USD per share; NaN when the event has none.</param>
/// <param name="Related">Other ticker of the event, or null.</param>
internal sealed record MergedEvent(
    string Symbol, string Type, DateOnly ExDate, double Ratio, double Amount, string? Related);
