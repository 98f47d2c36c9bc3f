namespace TradeML.Research.Features;

/// <summary>
/// Which listed category each code of a panel means; without a list every name of the panel is a category of its own.
/// </summary>
internal sealed class CategoryMap
{
    private readonly int[] ofCode;
    private readonly string[] slugs;

    internal CategoryMap(string[] names, IReadOnlyList<FeatureCategory> listed)
    {
        FeatureCategory[] categories = listed.Count > 0
            ? [.. listed]
            : [.. names.Select(name => new FeatureCategory(name, []))];
        slugs = [.. categories.Select(category => category.Slug)];
        ofCode = [.. names.Select(name => Array.FindIndex(categories, category => category.Covers(name)))];
    }

    /// <summary>Number of categories.</summary>
    internal int Count => slugs.Length;

    /// <summary>The category of a panel's code, −1 where it is unknown or not listed.</summary>
    internal int Of(int code) => code < 0 ? -1 : ofCode[code];

    /// <summary>The category of a name's slug, −2 when there is none.</summary>
    internal int Named(string slug) => Array.IndexOf(slugs, slug) is >= 0 and var index ? index : -2;
}
