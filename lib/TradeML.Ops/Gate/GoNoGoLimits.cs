using TradeML.Ops.Families;

namespace TradeML.Ops.Gate;

/// <summary>The limits of the go/no-go bars (SSOT §6.3).</summary>
/// <param name="MinSharpe">Least annualised Sharpe ratio, net of costs. Default 1.0.</param>
/// <param name="MaxDrawdown">Largest drawdown as a positive fraction of the peak. Default 0.20.</param>
/// <param name="MinDeflatedSharpe">The deflated Sharpe ratio (observed minus expected maximum of the trials,
/// annualised) must exceed this. Default 0.</param>
/// <param name="MinDsrProbability">Least probability of the deflated Sharpe test. Default 0.95.</param>
/// <param name="MaxPbo">Largest probability of backtest overfitting. Default 0.05.</param>
public sealed record GoNoGoLimits(
    double MinSharpe = 1.0, double MaxDrawdown = 0.20, double MinDeflatedSharpe = 0.0, double MinDsrProbability = 0.95,
    double MaxPbo = 0.05)
{
    /// <summary>The limits of a model's configuration.</summary>
    /// <param name="bars">Its <c>bars</c> section.</param>
    public static GoNoGoLimits From(BarOptions bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return new GoNoGoLimits(bars.MinSharpe, bars.MaxDrawdown, bars.MinDeflatedSharpe, bars.MinDsrProbability,
            bars.MaxPbo);
    }
}
