namespace TradeML.Research.Features;

/// <summary>A named, ordered set of features and what is done to them across the symbols of a day.</summary>
public sealed record FeatureSetConfig
{
    /// <summary>Name of the set, for example <c>equities_v1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Feature names without the prefix <c>feat_</c>, such as <c>mom_20</c>.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>What is done across the symbols of each day, in this order. Default: nothing.</summary>
    public IReadOnlyList<CrossSectionStep> Steps { get; init; } = [];

    /// <summary>The sectors that dummies may stand for; others in the data count as unknown.</summary>
    public IReadOnlyList<FeatureCategory> Sectors { get; init; } = [];

    /// <summary>The industries that dummies may stand for; others in the data count as unknown.</summary>
    public IReadOnlyList<FeatureCategory> Industries { get; init; } = [];

    /// <summary>
    /// The set of a settings file; <c>sector_*</c> and <c>industry_*</c> become one feature a category.
    /// </summary>
    /// <param name="name">Name of the file without its ending.</param>
    /// <param name="options">Its content.</param>
    public static FeatureSetConfig From(string name, FeatureSetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (sectors, industries) = (Categories(options.Sectors), Categories(options.Industries));
        return new()
        {
            Name = name,
            Features = [.. options.Features.SelectMany(feature => feature switch
            {
                "sector_*" => sectors.Select(category => "sector_" + category.Slug),
                "industry_*" => industries.Select(category => "industry_" + category.Slug),
                _ => [feature],
            })],
            Steps = [.. options.Steps.Select(Step)],
            Sectors = sectors,
            Industries = industries,
        };
    }

    private static FeatureCategory[] Categories(IReadOnlyList<FeatureCategoryOptions> options) =>
        [.. options.Select(category => new FeatureCategory(category.Name, category.Also))];

    private static CrossSectionStep Step(FeatureStepOptions step) => (step.Step, step.By) switch
    {
        ("winsorise", _) => CrossSectionStep.Winsorise(step.Tail ?? 0),
        ("rank", _) => CrossSectionStep.Rank,
        ("zscore", _) => CrossSectionStep.ZScore,
        (_, "sector") => new(CrossSectionKind.NeutraliseSector),
        (_, "size") => new(CrossSectionKind.NeutraliseSize),
        _ => new(CrossSectionKind.NeutraliseSectorAndSize),
    };
}
