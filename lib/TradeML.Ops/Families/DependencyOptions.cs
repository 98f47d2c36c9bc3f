using TradeML.Core.Configuration;

namespace TradeML.Ops.Families;

/// <summary>A table that a model depends on, and the share of its partitions that must be GREEN.</summary>
public sealed class DependencyOptions
{
    /// <summary>Table, for example <c>curated/equities_ohlcv_adj</c>.</summary>
    public required string Table { get; init; }

    /// <summary>Least GREEN share over the window.</summary>
    [Between(0, 1)]
    public required double MinGreen { get; init; }
}
