using TradeML.Core.Configuration;

namespace TradeML.Ops.Families;

/// <summary>Time decay of sample weights: a sample's weight halves with every half-life of age.</summary>
public sealed class WeightingOptions
{
    /// <summary>Half-life in months of 30.4375 days. Default 18.</summary>
    [Between(0.1, 1200)]
    public double HalfLifeMonths { get; init; } = 18;
}
