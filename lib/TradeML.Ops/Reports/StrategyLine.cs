namespace TradeML.Ops.Reports;

/// <summary>What one strategy did over the whole backtest, net of costs.</summary>
/// <param name="StrategyTag">The sleeve, for example <c>equities_xs</c>.</param>
/// <param name="Sharpe">Annualised Sharpe ratio.</param>
/// <param name="AnnualReturn">Mean yearly return as a fraction of capital.</param>
/// <param name="Turnover">Mean one-sided turnover a year, in multiples of capital.</param>
/// <param name="Contribution">Its part of the book's cumulative return, as a fraction of capital.</param>
internal sealed record StrategyLine(
    string StrategyTag, double Sharpe, double AnnualReturn, double Turnover, double Contribution);
