namespace TradeML.Data.Universe;

/// <summary>An unbroken run of sessions on which a name was eligible.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="SecurityId">Permanent id, or null where it is unknown.</param>
/// <param name="Start">First eligible local day.</param>
/// <param name="End">First local day on which it was not eligible; null when it was to the end of the table.</param>
/// <param name="Reason">Condition that failed on that day; null while eligible.</param>
public sealed record UniverseInterval(string Symbol, string? SecurityId, DateOnly Start, DateOnly? End, string? Reason);
