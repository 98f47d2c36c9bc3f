using TradeML.Core.Configuration;

namespace TradeML.Ops.Families;

/// <summary>The long–short portfolio that measures a model's scores, and what trading costs it.</summary>
public sealed class BacktestOptions : ICheckedOptions
{
    /// <summary>Sessions between two rebalances. Default 5.</summary>
    [Between(1, 252)]
    public int RebalanceSessions { get; init; } = 5;

    /// <summary>Sum of absolute weights. Default 1.0.</summary>
    [Between(0.01, 10)]
    public double Gross { get; init; } = 1.0;

    /// <summary>Largest absolute weight of one name. Default 0.05.</summary>
    [Between(0.0001, 1)]
    public double MaxWeight { get; init; } = 0.05;

    /// <summary>Share of the names, best scores first, held long. Default 0.1.</summary>
    [Between(0.001, 0.5)]
    public double LongQuantile { get; init; } = 0.1;

    /// <summary>Share of the names, worst scores first, held short; 0 is long only. Default 0.1.</summary>
    [Between(0, 0.5)]
    public double ShortQuantile { get; init; } = 0.1;

    /// <summary>Least raw close of a name to be held, in USD. Default 1.</summary>
    [Between(0, 100_000)]
    public double MinPriceUsd { get; init; } = 1;

    /// <summary>Quoted spread; half of it is paid per trade, in basis points. Default 5.</summary>
    [Between(0, 10_000)]
    public double SpreadBps { get; init; } = 5;

    /// <summary>Fees per traded notional, in basis points. Default 0.5.</summary>
    [Between(0, 10_000)]
    public double FeeBps { get; init; } = 0.5;

    /// <summary>Y in impact = Y × daily volatility × √(traded / daily volume). Default 0.5.</summary>
    [Between(0, 10)]
    public double ImpactCoefficient { get; init; } = 0.5;

    /// <summary>Sessions the daily volume is averaged over. Default 20.</summary>
    [Between(1, 500)]
    public int AdvWindow { get; init; } = 20;

    /// <summary>Capital that impact is computed for, in USD. Default 1,000,000.</summary>
    [Between(1, 1e12)]
    public double CapitalUsd { get; init; } = 1_000_000;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (LongQuantile + ShortQuantile > 1)
            yield return ("short_quantile", "'long_quantile' and 'short_quantile' must sum to at most 1.");
    }
}
