using TradeML.Core.Configuration;

namespace TradeML.Ops.Families;

/// <summary>One configuration of the family that is tried: a name and the base parameters it changes.</summary>
public sealed class TrialOptions
{
    /// <summary>Name, unique in the family.</summary>
    public required string Name { get; init; }

    /// <summary>Boosting rounds, or null for the base's.</summary>
    [Between(1, 100_000)]
    public int? Rounds { get; init; }

    /// <summary>Shrinkage, or null for the base's.</summary>
    [Between(0.0001, 1)]
    public double? LearningRate { get; init; }

    /// <summary>Leaves, or null for the base's.</summary>
    [Between(2, 131_072)]
    public int? NumLeaves { get; init; }

    /// <summary>Least samples in a leaf, or null for the base's.</summary>
    [Between(1, 10_000_000)]
    public int? MinDataInLeaf { get; init; }

    /// <summary>Share of the features, or null for the base's.</summary>
    [Between(0.01, 1)]
    public double? FeatureFraction { get; init; }

    /// <summary>Share of the samples, or null for the base's.</summary>
    [Between(0.01, 1)]
    public double? BaggingFraction { get; init; }

    /// <summary>L2 regularisation, or null for the base's.</summary>
    [Between(0, 1e6)]
    public double? LambdaL2 { get; init; }

    /// <summary>The complete parameters of this trial.</summary>
    /// <param name="basis">The base parameters.</param>
    public LightGbmOptions Over(LightGbmOptions basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return new LightGbmOptions
        {
            Rounds = Rounds ?? basis.Rounds,
            LearningRate = LearningRate ?? basis.LearningRate,
            NumLeaves = NumLeaves ?? basis.NumLeaves,
            MinDataInLeaf = MinDataInLeaf ?? basis.MinDataInLeaf,
            FeatureFraction = FeatureFraction ?? basis.FeatureFraction,
            BaggingFraction = BaggingFraction ?? basis.BaggingFraction,
            BaggingFreq = basis.BaggingFreq,
            LambdaL2 = LambdaL2 ?? basis.LambdaL2,
            MaxBin = basis.MaxBin,
        };
    }
}
