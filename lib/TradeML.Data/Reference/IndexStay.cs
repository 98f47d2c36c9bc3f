namespace TradeML.Data.Reference;

/// <summary>One stay of a symbol in an index, half-open.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Start">First day as a member.</param>
/// <param name="End">First day no longer a member; null while it is one.</param>
public readonly record struct IndexStay(string Symbol, DateOnly Start, DateOnly? End);
