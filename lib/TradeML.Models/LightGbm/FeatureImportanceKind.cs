namespace TradeML.Models.LightGbm;

/// <summary>What a feature's importance counts.</summary>
public enum FeatureImportanceKind
{
    /// <summary>How many splits use the feature.</summary>
    Split,

    /// <summary>The total gain of the splits that use the feature.</summary>
    Gain,
}
