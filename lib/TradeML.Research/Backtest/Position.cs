namespace TradeML.Research.Backtest;

/// <summary>A position at a session's close.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Weight">Signed fraction of equity.</param>
public readonly record struct Position(string Symbol, double Weight);
