using TradeML.Models.Training;
using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;
using TradeML.Research.Features;

namespace TradeML.Proof.Subjects;

/// <summary>
/// Scores of a trained model over the panel of the world, claimed to be known at the close of their session.
/// </summary>
/// <param name="run">Id of the run the model comes from.</param>
/// <param name="model">The model.</param>
/// <param name="config">The feature set it was trained on.</param>
/// <param name="threads">Threads to use, at least 1.</param>
public sealed class SignalSubject(string run, ITrainedModel model, FeatureSetConfig config, int threads = 1) :
    IPointInTimeSubject
{
    /// <inheritdoc/>
    public string Name => $"signals of run {run}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs => WorldPanel.Inputs;

    /// <inheritdoc/>
    public bool AnswersAsOf => false;

    /// <inheritdoc/>
    public IReadOnlyList<SubjectOutput> Compute(MarketWorld world, DateTime cut, CancellationToken cancellationToken)
    {
        var panel = WorldPanel.Build(world);
        // The features the model was trained on, which may be fewer: those whose data were missing then were left out.
        var matrix = EquityFeatures.Build(panel, config with { Features = model.FeatureNames }, threads,
            cancellationToken);
        return [
            PanelOutput.AtClose("signals", panel,
                [new("score", model.Score(matrix.Names, matrix.Values, matrix.Rows))])];
    }
}
