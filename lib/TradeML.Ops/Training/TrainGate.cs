using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Lake;
using TradeML.Ops.Families;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;

namespace TradeML.Ops.Training;

/// <summary>
/// The way into training: it leads through <see cref="GreenGate"/>, whose verdict is the only key (SSOT §6.1, §7).
/// </summary>
/// <param name="lake">The lake; its stage says symbols and days.</param>
/// <param name="time">The clock: it says which session was the last to close.</param>
/// <param name="threads">Threads of training; the numbers do not depend on it. Default 0: all cores.</param>
/// <param name="minGreen">Overrides the least GREEN share of every dependency; null takes the model's own.</param>
/// <param name="survivorship">When the names of a run count as drawn from survivors; null takes the defaults.</param>
public sealed class TrainGate(
    DataLake lake, TimeProvider time, int threads = 0, double? minGreen = null,
    SurvivorshipOptions? survivorship = null)
{
    private readonly GreenGate gate = new(lake, time, minGreen);

    /// <summary>Judges without refusing.</summary>
    /// <param name="family">The model family.</param>
    /// <param name="asOf">Last day of the window; null takes the stage's last, or the last session that has
    /// closed.</param>
    /// <exception cref="TradeMLException">Data missing: the lake has no stage.</exception>
    public GateVerdict Judge(ModelFamily family, DateOnly? asOf = null) => gate.Judge(family, asOf);

    /// <summary>Judges once and trains if the gate passes (SSOT §7, <c>train_if_ready</c>).</summary>
    /// <param name="family">The model family.</param>
    /// <param name="asOf">Last day of the window; null takes the stage's last, or the last session that has
    /// closed.</param>
    /// <param name="progress">Told what it does; null = nobody.</param>
    /// <param name="ct">Stops it; nothing of it is visible then.</param>
    /// <exception cref="TradeMLException">Gate refused (exit code 3): names what is missing. Data missing: nothing
    /// curated.</exception>
    public Task<RunResult> TrainIfReadyAsync(
        ModelFamily family, DateOnly? asOf = null, IProgress<PipelineProgress>? progress = null,
        CancellationToken ct = default) =>
        RunCpcvAsync(family, Judge(family, asOf), progress, ct);

    /// <summary>
    /// Cross-validates, measures and trains on exactly what the gate has judged (SSOT §7, <c>run_cpcv</c>); a finished
    /// run of the same inputs is found and nothing is computed.
    /// </summary>
    /// <param name="family">The model family.</param>
    /// <param name="verdict">The gate's verdict on it.</param>
    /// <param name="progress">Told what it does; null = nobody.</param>
    /// <param name="ct">Stops it; nothing of it is visible then.</param>
    /// <exception cref="TradeMLException">
    /// Gate refused (exit code 3): the verdict is against it. Bad input: it is on another model. Data missing: nothing
    /// curated.
    /// </exception>
    public Task<RunResult> RunCpcvAsync(
        ModelFamily family, GateVerdict verdict, IProgress<PipelineProgress>? progress = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Model != family.Name)
            throw new TradeMLException(ErrorKind.BadInput, $"The gate has judged {verdict.Model}, not {family.Name}.",
                null, $"Ask the gate about {family.Name}.");
        verdict.Require();
        return new TrainingRun(lake, family, verdict, threads, survivorship).RunAsync(progress, ct);
    }
}
