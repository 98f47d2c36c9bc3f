namespace TradeML.Data.Curation;

/// <summary>An event of a symbol that the chain left out, wholly or in part.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Event">The event.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record SymbolRefusal(string Symbol, CorporateEvent Event, string Reason);
