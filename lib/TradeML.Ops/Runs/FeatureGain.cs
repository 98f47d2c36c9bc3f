namespace TradeML.Ops.Runs;

/// <summary>How much one feature contributed to the trees.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Share">Its share of the total gain over the splits, in [0, 1].</param>
public sealed record FeatureGain(string Feature, double Share);
