namespace TradeML.Data.Quality.Rules;

/// <summary>What is wrong or doubtful about one row.</summary>
/// <param name="Code">Why.</param>
/// <param name="Refuse">Whether it belongs in quarantine, or is kept and only counted.</param>
internal sealed record RowFinding(string Code, bool Refuse);
