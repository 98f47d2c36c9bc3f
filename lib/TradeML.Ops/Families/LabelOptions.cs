using TradeML.Core.Configuration;

namespace TradeML.Ops.Families;

/// <summary>The forward return that a model learns.</summary>
public sealed class LabelOptions
{
    /// <summary>Sessions ahead. Default 5.</summary>
    [Between(1, 252)]
    public int Horizon { get; init; } = 5;
}
