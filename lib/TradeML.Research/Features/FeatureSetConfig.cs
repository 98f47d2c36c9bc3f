namespace TradeML.Research.Features;

/// <summary>A named, ordered set of features and what is done to them across the symbols of a day.</summary>
public sealed record FeatureSetConfig
{
    /// <summary>Name of the set, for example <c>equities_v1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Feature names without the prefix <c>feat_</c>, such as <c>mom_20</c>; <see cref="FeatureSpec"/> lists the families.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Whether each day's values are standardised across symbols (z-score). Calendar features never are. Default true.</summary>
    public bool Standardise { get; init; } = true;

    /// <summary>Share of each day's values clipped to the quantile on either side before standardising, 0 to 0.25. Default 0: none.</summary>
    public double WinsoriseTail { get; init; }
}
