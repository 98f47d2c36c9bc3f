using TradeML.Core.Configuration;

namespace TradeML.Ops.Routing;

/// <summary>One specialist model as the sleeve router sees it.</summary>
public sealed class SleeveOptions
{
    /// <summary>Whether the sleeve may speak. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Weight of its score where no stacker is active. Default 1.</summary>
    [Between(0, 100)]
    public double Weight { get; init; } = 1;

    /// <summary>Least liquid tier it may trade, 1 being the most liquid. Default 3.</summary>
    [Between(1, 10)]
    public int MaxLiquidityTier { get; init; } = 3;
}
