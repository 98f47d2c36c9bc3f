using System.Text.Json.Serialization;

namespace TradeML.Ops.Runs;

/// <summary>What combinatorial purged cross-validation found out of sample, net of costs.</summary>
/// <param name="PathSharpe">Annualised Sharpe ratio of every path, in path order.</param>
/// <param name="MedianPathSharpe">Median over the paths.</param>
/// <param name="MeanPathSharpe">Sharpe ratio of the mean path: scores averaged over the paths, then backtested.</param>
/// <param name="RankIcMean">Mean daily rank IC of the mean path.</param>
/// <param name="RankIcTStat">Its t-statistic.</param>
/// <param name="RankIcDays">Days counted.</param>
/// <param name="IcByYear">The same by calendar year.</param>
/// <param name="DeflatedSharpe">Sharpe ratio less the maximum expected from the trials, annualised.</param>
/// <param name="ExpectedMaxSharpe">Maximum Sharpe ratio expected by luck from that many trials, annualised.</param>
/// <param name="DsrProbability">Probability that the true Sharpe ratio exceeds it.</param>
/// <param name="Pbo">Probability of backtest overfitting; NaN when unknown.</param>
/// <param name="PboReason">Why the PBO is unknown, or null.</param>
/// <param name="Trials">Trials in the ledger of the family.</param>
/// <param name="Trial">Name of the trial that is reported.</param>
/// <param name="SelectionRule">How that trial was chosen among the trials.</param>
/// <param name="HorizonSessions">Horizon of the label in sessions.</param>
public sealed record ValidationSummary(
    IReadOnlyList<double> PathSharpe, double MedianPathSharpe, double MeanPathSharpe,
    double RankIcMean, double RankIcTStat, int RankIcDays, IReadOnlyList<IcYear> IcByYear,
    double DeflatedSharpe, double ExpectedMaxSharpe, double DsrProbability, double Pbo, string? PboReason,
    int Trials, [property: JsonPropertyName("variant")] string Trial, string SelectionRule, int HorizonSessions);
