namespace TradeML.Data.Quality.Rules;

/// <summary>A fetched row that a check refuses: it belongs in quarantine.</summary>
/// <param name="Row">Index in the batch.</param>
/// <param name="Code">Why.</param>
internal readonly record struct RefusedRow(int Row, string Code);
