using TradeML.Core.Configuration;

namespace TradeML.Research.Features;

/// <summary>
/// A named, versioned set of features: <c>configs/features/NAME.yml</c> (SSOT §3.1). The file's name is the set's; a
/// changed set gets a new name.
/// </summary>
public sealed class FeatureSetOptions : ICheckedOptions
{
    /// <summary>What the set is for, in a sentence.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>
    /// Features in column order, without the prefix <c>feat_</c>; <c>sector_*</c> and <c>industry_*</c> stand for one
    /// dummy a category listed below.
    /// </summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>What is done across the symbols of each day, in this order. Default: nothing.</summary>
    public IReadOnlyList<FeatureStepOptions> Steps { get; init; } = [];

    /// <summary>
    /// The sectors that <c>sector_*</c> stands for. A sector of the data that is not listed counts as unknown.
    /// </summary>
    public IReadOnlyList<FeatureCategoryOptions> Sectors { get; init; } = [];

    /// <summary>
    /// The industries that <c>industry_*</c> stands for. An industry of the data that is not listed counts as unknown.
    /// </summary>
    public IReadOnlyList<FeatureCategoryOptions> Industries { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (Features.Count == 0) yield return ("features", "A feature set names at least one feature.");
        foreach (var group in Features.GroupBy(f => f, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return ("features", $"The feature '{group.Key}' stands {group.Count()} times; once is allowed.");
        foreach (var (key, categories) in new[] { ("sectors", Sectors), ("industries", Industries) })
        {
            foreach (var group in categories.SelectMany(c => c.Also.Prepend(c.Name))
                .GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
                yield return (key,
                    $"The name '{group.Key}' stands {group.Count()} times among the {key}; once is allowed.");
        }

        if (Features.Contains("sector_*") && Sectors.Count == 0)
            yield return ("features", "'sector_*' needs the list 'sectors'.");
        if (Features.Contains("industry_*") && Industries.Count == 0)
            yield return ("features", "'industry_*' needs the list 'industries'.");
    }
}
