using TradeML.Models.Training;
using TradeML.Research.Validation;

namespace TradeML.Models.EquitiesXs;

/// <summary>equities_xs as one of the trainers that are found by name.</summary>
internal sealed class EquitiesXsFamily : IModelTrainer
{
    /// <inheritdoc/>
    public string Model => EquitiesXsArtifacts.ModelName;

    /// <inheritdoc/>
    public IReadOnlyList<CpcvResult> TrainCpcv(
        TrainingSample sample, CpcvPlan plan, TrainerSettings settings, int seed, int threads,
        IProgress<TrainingProgress>? progress, CancellationToken cancellationToken) =>
        EquitiesXsTrainer.TrainCpcv(sample, plan, Config(settings), seed, threads, progress, cancellationToken);

    /// <inheritdoc/>
    public ITrainedModel TrainFinal(
        TrainingSample sample, TrainerSettings settings, TrialSettings trial, int seed, int threads,
        CancellationToken cancellationToken) =>
        EquitiesXsTrainer.TrainFinal(sample, Config(settings), trial, seed, threads, null, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<ArtifactFile> Write(ITrainedModel model) => EquitiesXsArtifacts.Write((EquitiesXsModel)model);

    /// <inheritdoc/>
    public ITrainedModel Read(Func<string, ReadOnlyMemory<byte>> read) => EquitiesXsArtifacts.Read(read);

    private static EquitiesXsConfig Config(TrainerSettings settings) => new()
    {
        Trials = settings.Trials, HalfLifeMonths = settings.HalfLifeMonths,
        SampleEverySessions = settings.SampleEverySessions,
    };
}
