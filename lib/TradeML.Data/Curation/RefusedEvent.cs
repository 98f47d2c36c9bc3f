namespace TradeML.Data.Curation;

/// <summary>An event that the chain did not apply, or applied only in part, and why.</summary>
/// <param name="Event">The event.</param>
/// <param name="Reason">The reason as a sentence.</param>
public readonly record struct RefusedEvent(CorporateEvent Event, string Reason);
