namespace TradeML.Research.Backtest;

/// <summary>One trade of the backtest.</summary>
/// <param name="Date">Session at whose close it was done.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Row">Panel row of the price, or the last row before it when the position was closed for missing
/// bars.</param>
/// <param name="WeightChange">Traded notional as a signed fraction of equity.</param>
/// <param name="RawPrice">Raw close at which it was done.</param>
/// <param name="CostFraction">Fee, spread and impact as a fraction of equity.</param>
public readonly record struct Fill(
    DateOnly Date, string Symbol, int Row, double WeightChange, double RawPrice, double CostFraction);
