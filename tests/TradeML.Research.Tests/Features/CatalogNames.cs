using TradeML.Research.Features;

namespace TradeML.Research.Tests.Features;

/// <summary>Names for every feature of the catalog.</summary>
internal static class CatalogNames
{
    /// <summary>Each definition with a short and a long window, or a category.</summary>
    internal static IEnumerable<string> All() => FeatureCatalog.All.SelectMany(definition =>
        definition.HasCategory ? [With(definition, "NAME", definition.Family == "sector" ? "energy" : "banks")]
        : definition.HasWindow ? [With(definition, "H", "5"), With(definition, "H", "37")]
        : new[] { definition.Pattern });

    internal static string With(FeatureDefinition definition, string part, string value) =>
        string.Join('_', definition.Pattern.Split('_').Select(p => p == part ? value : p));
}
