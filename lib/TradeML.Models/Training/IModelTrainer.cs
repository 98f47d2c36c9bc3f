using TradeML.Core.Errors;
using TradeML.Research.Validation;

namespace TradeML.Models.Training;

/// <summary>
/// What the gate, runs, promotion and reports know of a model: its name, how it is trained, and the files it is kept
/// in.
/// </summary>
public interface IModelTrainer
{
    /// <summary>Name of the model, as in <c>configs/training/NAME.yml</c>.</summary>
    string Model { get; }

    /// <summary>
    /// Trains every trial on every split of a cross-validation and scores its test rows; the same seed gives the same
    /// bytes on any number of threads.
    /// </summary>
    /// <param name="sample">The rows.</param>
    /// <param name="plan">The splits, made over the same rows.</param>
    /// <param name="settings">The trials.</param>
    /// <param name="seed">Seed of every draw.</param>
    /// <param name="threads">Fits that run side by side, at least 1.</param>
    /// <param name="progress">Told each finished fit; null = nobody.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One result a trial, in their order.</returns>
    /// <exception cref="TradeMLException">The plan does not fit the sample, wrong settings, or a native library is
    /// missing.</exception>
    IReadOnlyList<CpcvResult> TrainCpcv(
        TrainingSample sample, CpcvPlan plan, TrainerSettings settings, int seed, int threads,
        IProgress<TrainingProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Trains one trial on every labelled row.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="settings">What the trials share.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="seed">Seed of every draw.</param>
    /// <param name="threads">Threads of the fit, at least 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model.</returns>
    /// <exception cref="TradeMLException">No labelled row, wrong settings, or a native library is missing.</exception>
    ITrainedModel TrainFinal(
        TrainingSample sample, TrainerSettings settings, TrialSettings trial, int seed, int threads,
        CancellationToken cancellationToken);

    /// <summary>The files of a model that this trainer trained; equal models give equal bytes.</summary>
    /// <param name="model">The model.</param>
    IReadOnlyList<ArtifactFile> Write(ITrainedModel model);

    /// <summary>Reads a model back from its files.</summary>
    /// <param name="read">Gives a file's bytes by its name.</param>
    /// <exception cref="TradeMLException">A file is malformed, or the files belong to different models.</exception>
    ITrainedModel Read(Func<string, ReadOnlyMemory<byte>> read);
}
