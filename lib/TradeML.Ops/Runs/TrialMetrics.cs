namespace TradeML.Ops.Runs;

/// <summary>What one configuration of the family reached out of sample, net of costs.</summary>
/// <param name="Name">Name of the configuration.</param>
/// <param name="ConfigHash">SHA-256 of everything that decides its result but the data.</param>
/// <param name="PathSharpe">Annualised Sharpe ratio of every path, in path order.</param>
/// <param name="MedianPathSharpe">Their median.</param>
/// <param name="Sharpe">Annualised Sharpe ratio of the mean path: scores averaged over the paths, then
/// backtested.</param>
/// <param name="SharpePerDay">The same per day.</param>
/// <param name="MaxDrawdown">Largest drawdown of the mean path as a positive fraction.</param>
/// <param name="AnnualTurnover">Mean traded notional a year over equity, buys and sells.</param>
/// <param name="RankIcMean">Mean daily rank IC of the mean path.</param>
/// <param name="RankIcTStat">Its t-statistic (Newey–West, horizon − 1 lags).</param>
/// <param name="Observations">Daily returns.</param>
public sealed record TrialMetrics(
    string Name, string ConfigHash, IReadOnlyList<double> PathSharpe, double MedianPathSharpe, double Sharpe,
    double SharpePerDay,
    double MaxDrawdown, double AnnualTurnover, double RankIcMean, double RankIcTStat, int Observations);
