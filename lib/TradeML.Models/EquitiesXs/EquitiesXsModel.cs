using TradeML.Core.Errors;
using TradeML.Models.LightGbm;
using TradeML.Models.Training;

namespace TradeML.Models.EquitiesXs;

/// <summary>
/// A trained equities_xs model: its trees, the features they expect and how they were trained. It scores without
/// LightGBM's native library.
/// </summary>
public sealed class EquitiesXsModel : ITrainedModel
{
    private readonly LightGbmForest forest;

    internal EquitiesXsModel(string modelText, IReadOnlyList<string> featureNames, TrainingRecord training)
    {
        ModelText = modelText;
        FeatureNames = featureNames;
        Training = training;
        forest = LightGbmForest.Parse(modelText);
        if (forest.FeatureCount != featureNames.Count)
        {
            throw new TradeMLException(
                ErrorKind.BadInput,
                $"The model expects {forest.FeatureCount} features and its feature list names {featureNames.Count}.",
                "feature_list.json", "Take model.txt and feature_list.json from the same run.");
        }
    }

    /// <summary>The model in LightGBM's own text format.</summary>
    public string ModelText { get; }

    /// <summary>Names of the features, in the order the trees expect them.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>How the model was trained.</summary>
    public TrainingRecord Training { get; }

    /// <summary>Scores rows.</summary>
    /// <param name="featureNames">Names of the columns; they must equal <see cref="FeatureNames"/> in order.</param>
    /// <param name="features">rows × columns values, column-major; NaN = unknown.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns>One score a row.</returns>
    /// <exception cref="TradeMLException">The feature list differs from the model's.</exception>
    public double[] Score(IReadOnlyList<string> featureNames, ReadOnlySpan<float> features, int rows)
    {
        ArgumentNullException.ThrowIfNull(featureNames);
        FeatureList.RequireSame(FeatureNames, featureNames);
        var scores = new double[rows];
        forest.Predict(features, rows, scores);
        return scores;
    }
}
