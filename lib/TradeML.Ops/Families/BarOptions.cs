using TradeML.Core.Configuration;

namespace TradeML.Ops.Families;

/// <summary>What a model must reach out of sample and net of costs (SSOT §6.3).</summary>
public sealed class BarOptions
{
    /// <summary>Least annualised Sharpe ratio. Default 1.0.</summary>
    [Between(-10, 10)]
    public double MinSharpe { get; init; } = 1.0;

    /// <summary>Largest drawdown. Default 0.20.</summary>
    [Between(0, 1)]
    public double MaxDrawdown { get; init; } = 0.20;

    /// <summary>
    /// The deflated Sharpe ratio (observed minus expected maximum of the trials) must be above this. Default 0.
    /// </summary>
    [Between(-10, 10)]
    public double MinDeflatedSharpe { get; init; }

    /// <summary>Least probability that the Sharpe ratio exceeds the trials' expected maximum. Default 0.95.</summary>
    [Between(0, 1)]
    public double MinDsrProbability { get; init; } = 0.95;

    /// <summary>Largest probability of backtest overfitting. Default 0.05.</summary>
    [Between(0, 1)]
    public double MaxPbo { get; init; } = 0.05;
}
