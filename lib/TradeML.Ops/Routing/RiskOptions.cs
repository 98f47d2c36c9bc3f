using TradeML.Core.Configuration;

namespace TradeML.Ops.Routing;

/// <summary>Caps of the portfolio and the tripwires on it: <c>configs/risk.yml</c> (SSOT §4.7, §6.5).</summary>
public sealed class RiskOptions : ICheckedOptions
{
    /// <summary>Largest absolute weight of one name. Default 0.05.</summary>
    [Between(0.0001, 1)]
    public double MaxWeight { get; init; } = 0.05;

    /// <summary>Largest sum of absolute weights. Default 1.5.</summary>
    [Between(0.01, 10)]
    public double MaxGross { get; init; } = 1.5;

    /// <summary>Largest absolute sum of weights. Default 0.1.</summary>
    [Between(0, 10)]
    public double MaxNet { get; init; } = 0.1;

    /// <summary>Annualised volatility aimed at. Default 0.10.</summary>
    [Between(0.001, 1)]
    public double TargetVolatility { get; init; } = 0.10;

    /// <summary>Share of the full Kelly bet. Default 0.3.</summary>
    [Between(0.01, 1)]
    public double KellyFraction { get; init; } = 0.3;

    /// <summary>Largest sum of absolute weight changes per rebalance. Default 0.5.</summary>
    [Between(0.001, 10)]
    public double MaxTurnover { get; init; } = 0.5;

    /// <summary>Largest absolute short weight of a name whose borrow is unknown. Default 0.01.</summary>
    [Between(0, 1)]
    public double MaxShortWeightUnknownBorrow { get; init; } = 0.01;

    /// <summary>Borrow fee assumed where none is known, in basis points a year. Default 100.</summary>
    [Between(0, 100_000)]
    public double BorrowFeeBps { get; init; } = 100;

    /// <summary>Largest share of a name's average daily volume in one day. Default 0.05.</summary>
    [Between(0.0001, 1)]
    public double MaxParticipation { get; init; } = 0.05;

    /// <summary>Drawdown from which gross exposure is halved. Default 0.10.</summary>
    [Between(0.001, 1)]
    public double SoftDrawdown { get; init; } = 0.10;

    /// <summary>Drawdown at which everything is closed. Default 0.20.</summary>
    [Between(0.001, 1)]
    public double HardDrawdown { get; init; } = 0.20;

    /// <summary>Realised minus modelled slippage at which trading stops, in basis points. Default 50.</summary>
    [Between(0, 10_000)]
    public double HardSlippageBps { get; init; } = 50;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (SoftDrawdown >= HardDrawdown)
            yield return ("soft_drawdown",
                $"'soft_drawdown' is {SoftDrawdown}; it must be below hard_drawdown ({HardDrawdown}).");
        if (MaxWeight > MaxGross)
            yield return ("max_weight", $"'max_weight' is {MaxWeight}; it must be at most max_gross ({MaxGross}).");
    }
}
