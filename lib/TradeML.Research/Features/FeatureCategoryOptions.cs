namespace TradeML.Research.Features;

/// <summary>A sector or an industry: one dummy column.</summary>
public sealed class FeatureCategoryOptions
{
    /// <summary>
    /// Its name, for example <c>Information Technology</c>; the column is <c>feat_sector_information_technology</c>.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Other names that vendors give it. Default: none.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];
}
