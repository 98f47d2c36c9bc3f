namespace TradeML.Store.Features;

/// <summary>How much of a feature is unknown.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Unknown">Share of the rows without a value, 0 to 1.</param>
public sealed record FeatureShare(string Name, double Unknown);
