namespace TradeML.Ops.Runs;

/// <summary>What trading cost in the backtest.</summary>
/// <param name="AnnualGross">Mean yearly return before costs, as a fraction of capital.</param>
/// <param name="AnnualCost">Mean yearly cost, as a fraction of capital.</param>
/// <param name="AnnualNet">Mean yearly return after costs.</param>
/// <param name="CostPerTradeBps">Cost per unit traded, in basis points.</param>
/// <param name="Model">The cost model in words.</param>
public sealed record CostSummary(double AnnualGross, double AnnualCost, double AnnualNet, double CostPerTradeBps, string Model);
