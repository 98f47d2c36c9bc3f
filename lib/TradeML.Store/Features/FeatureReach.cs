using TradeML.Research.Features;
using TradeML.Research.Features.Kernels;

namespace TradeML.Store.Features;

/// <summary>How many rows of its symbol before it a row of a feature set depends on.</summary>
internal static class FeatureReach
{
    internal static int Rows(FeatureSetConfig set) => set.Features.Select(FeatureSpec.Parse)
        .Max(spec =>
            spec.Definition == PriceDrawdown.SinceFirstRow ? int.MaxValue : Math.Max(spec.Window, spec.WarmUpRows));
}
