using TradeML.Core.Errors;

namespace TradeML.Models.Training;

/// <summary>A trained model that scores rows.</summary>
public interface ITrainedModel
{
    /// <summary>Names of the features, in the order the model expects them.</summary>
    IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Scores rows.</summary>
    /// <param name="featureNames">Names of the columns; they must equal <see cref="FeatureNames"/> in order.</param>
    /// <param name="features">rows × columns values, column-major; NaN = unknown.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns>One score a row.</returns>
    /// <exception cref="TradeMLException">The feature list differs from the model's.</exception>
    double[] Score(IReadOnlyList<string> featureNames, ReadOnlySpan<float> features, int rows);
}
