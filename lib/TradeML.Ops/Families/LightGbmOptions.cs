using TradeML.Core.Configuration;

namespace TradeML.Ops.Families;

/// <summary>Parameters of the gradient-boosted trees, named as LightGBM names them.</summary>
public sealed class LightGbmOptions
{
    /// <summary>Boosting rounds. Default 60.</summary>
    [Between(1, 100_000)]
    public int Rounds { get; init; } = 60;

    /// <summary>Shrinkage of each tree. Default 0.05.</summary>
    [Between(0.0001, 1)]
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Leaves of a tree. Default 31.</summary>
    [Between(2, 131_072)]
    public int NumLeaves { get; init; } = 31;

    /// <summary>Least samples in a leaf. Default 200.</summary>
    [Between(1, 10_000_000)]
    public int MinDataInLeaf { get; init; } = 200;

    /// <summary>Share of the features each tree sees. Default 0.8.</summary>
    [Between(0.01, 1)]
    public double FeatureFraction { get; init; } = 0.8;

    /// <summary>Share of the samples each bag holds. Default 0.8.</summary>
    [Between(0.01, 1)]
    public double BaggingFraction { get; init; } = 0.8;

    /// <summary>Rounds between two draws of the bag; 0 draws none. Default 1.</summary>
    [Between(0, 1000)]
    public int BaggingFreq { get; init; } = 1;

    /// <summary>L2 regularisation of leaf values. Default 1.</summary>
    [Between(0, 1e6)]
    public double LambdaL2 { get; init; } = 1;

    /// <summary>Bins of a feature's histogram. Default 255.</summary>
    [Between(2, 65_535)]
    public int MaxBin { get; init; } = 255;
}
