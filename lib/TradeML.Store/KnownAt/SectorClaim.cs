namespace TradeML.Store.KnownAt;

/// <summary>What somebody stated of a symbol's sector and industry over a window of days.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Known">Instant from which it was known (UTC).</param>
/// <param name="Start">First day.</param>
/// <param name="End">First day after it; null while it lasts.</param>
/// <param name="Sector">Sector, or null.</param>
/// <param name="Industry">Industry, or null.</param>
public sealed record SectorClaim(
    string Symbol, DateTime Known, DateOnly Start, DateOnly? End, string? Sector, string? Industry);
