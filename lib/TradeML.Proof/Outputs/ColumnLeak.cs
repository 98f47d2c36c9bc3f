namespace TradeML.Proof.Outputs;

/// <summary>What leaked in one column over all cuts.</summary>
/// <param name="Column">Output and column.</param>
/// <param name="Values">Values that another future changed.</param>
/// <param name="Symbols">Different keys among them.</param>
/// <param name="Days">Different days among them.</param>
/// <param name="LargestChange">Largest absolute change of a value known before and after; 0 when rows only came or
/// went.</param>
/// <param name="NearestSessions">Fewest sessions between a changed row and its cut.</param>
/// <param name="FarthestSessions">Most sessions: the future reached back at least so far.</param>
/// <param name="Examples">The first of them, the largest change first.</param>
public sealed record ColumnLeak(
    string Column, long Values, int Symbols, int Days, double LargestChange, int NearestSessions, int FarthestSessions,
    IReadOnlyList<Leak> Examples);
