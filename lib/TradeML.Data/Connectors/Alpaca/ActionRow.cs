namespace TradeML.Data.Connectors.Alpaca;

/// <summary>One corporate action in the terms of raw/corp_actions.</summary>
/// <param name="Symbol">Ticker it belongs to.</param>
/// <param name="EventType">Kind of event.</param>
/// <param name="ExDate">Ex-date or effective date.</param>
/// <param name="RecordDate">Record date or null.</param>
/// <param name="PayDate">Payment date or null.</param>
/// <param name="Ratio">New shares per old share; NaN when none.</param>
/// <param name="Amount">USD per share; NaN when none.</param>
/// <param name="Related">Other ticker or null.</param>
/// <param name="VendorId">The vendor's id.</param>
/// <param name="ProcessDate">Process date or null.</param>
internal sealed record ActionRow(
    string Symbol, string EventType, DateOnly ExDate, DateOnly? RecordDate, DateOnly? PayDate, double Ratio, double Amount, string? Related, string VendorId,
    DateOnly? ProcessDate);
