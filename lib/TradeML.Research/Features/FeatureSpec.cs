using TradeML.Core.Errors;

namespace TradeML.Research.Features;

/// <summary>One feature: its definition with a window or a category.</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Window">Rows of the window; 0 for features without one.</param>
/// <param name="Category">Category of a dummy, for example <c>energy</c>; else null.</param>
public readonly record struct FeatureSpec(FeatureDefinition Definition, int Window, string? Category)
{
    /// <summary>The largest window.</summary>
    public const int LargestWindow = 5000;

    /// <summary>Unknown rows at the start of each symbol whose bars are all known.</summary>
    public int WarmUpRows => Definition.WarmUpRows(Window);

    /// <summary>Reads a feature name, with or without the prefix <c>feat_</c>.</summary>
    /// <param name="name">For example <c>mom_20</c>, <c>drawdown_expanding</c>, <c>adv_20_dollar</c>; H is at most
    /// <see cref="LargestWindow"/> rows.</param>
    /// <exception cref="TradeMLException">Bad input: no such feature.</exception>
    public static FeatureSpec Parse(string name)
    {
        var text = name.StartsWith("feat_", StringComparison.Ordinal) ? name[5..] : name;
        foreach (var definition in FeatureCatalog.All)
            if (definition.Matches(text, out var spec)) return spec;
        throw new TradeMLException(
            ErrorKind.BadInput, $"There is no feature '{name}'.", null,
            $"Features: {string.Join(", ", FeatureCatalog.All.Select(definition => definition.Pattern))}; H is a "
                + $"number of rows up to {LargestWindow}.");
    }
}
