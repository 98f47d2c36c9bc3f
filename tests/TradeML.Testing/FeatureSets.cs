using TradeML.Core.Configuration;
using TradeML.Research.Features;

namespace TradeML.Testing;

/// <summary>The feature sets that ship in <c>configs/features</c>.</summary>
public static class FeatureSets
{
    /// <summary>The daily equities set.</summary>
    public static FeatureSetConfig EquitiesV1 => Named("equities_v1");

    /// <summary>A set by name.</summary>
    /// <param name="name">Name of its file.</param>
    public static FeatureSetConfig Named(string name) => FeatureSetConfig.From(
        name, ConfigLoader.Load<FeatureSetOptions>(
            Path.Combine(TestPaths.RepositoryRoot, "configs"), $"features/{name}.yml", null,
            new Dictionary<string, string>()));
}
