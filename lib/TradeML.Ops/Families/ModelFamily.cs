using TradeML.Models.Training;
using TradeML.Research.Features;
using TradeML.Research.Labels;

namespace TradeML.Ops.Families;

/// <summary>
/// A model family as data: everything that the gate, training, runs, promotion and reports know of a model.
/// </summary>
/// <param name="Name">Name of the model: that of its file in <c>configs/training</c>, and of its trainer.</param>
/// <param name="Options">That file: thresholds, window, trials, bars and how scores are traded.</param>
/// <param name="Features">The feature set that it names.</param>
/// <param name="LabelSet">Name of the label set that it names.</param>
/// <param name="Labels">Settings of that label set.</param>
public sealed record ModelFamily(
    string Name, TrainingOptions Options, FeatureSetConfig Features, string LabelSet, LabelSetOptions Labels)
{
    /// <summary>What trains the model and reads it back.</summary>
    /// <exception cref="Core.Errors.TradeMLException">Bad input: no trainer has the family's name.</exception>
    public IModelTrainer Trainer => Trainers.Find(Name);
}
