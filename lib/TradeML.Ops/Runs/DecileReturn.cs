namespace TradeML.Ops.Runs;

/// <summary>Mean forward return of the symbols whose score fell in one tenth of its day.</summary>
/// <param name="Decile">1 is the lowest score, 10 the highest.</param>
/// <param name="MeanReturn">Mean forward return over the label's horizon less the day's mean, as a fraction.</param>
/// <param name="Rows">Rows counted.</param>
public sealed record DecileReturn(int Decile, double MeanReturn, long Rows);
