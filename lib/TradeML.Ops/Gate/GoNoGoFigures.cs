namespace TradeML.Ops.Gate;

/// <summary>The out-of-sample figures, net of costs, that go/no-go bars are held against. NaN is unknown.</summary>
/// <param name="Sharpe">Annualised Sharpe ratio of the mean path: the backtest of the scores averaged over all CPCV
/// paths.</param>
/// <param name="MaxDrawdown">Largest drawdown of the mean path as a positive fraction.</param>
/// <param name="DeflatedSharpe">Observed Sharpe minus the maximum expected from the recorded trials,
/// annualised.</param>
/// <param name="DsrProbability">Probability that the true Sharpe exceeds that expected maximum (Bailey and López de
/// Prado, 2014).</param>
/// <param name="Pbo">Probability of backtest overfitting by CSCV over the recorded trials (Bailey et al.,
/// 2017).</param>
/// <param name="Trials">Number of trials in the ledger of the model family.</param>
/// <param name="DsrReason">Why the deflated figures are unknown, or null.</param>
/// <param name="PboReason">Why the PBO is unknown, or null.</param>
public sealed record GoNoGoFigures(
    double Sharpe, double MaxDrawdown, double DeflatedSharpe, double DsrProbability, double Pbo, int Trials,
    string? DsrReason = null, string? PboReason = null);
