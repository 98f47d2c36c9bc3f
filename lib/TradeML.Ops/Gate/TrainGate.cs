using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Core.Universe;
using TradeML.Lake;
using TradeML.Ops.Families;
using TradeML.Ops.Runs;
using TradeML.Ops.Training;
using TradeML.Research.Features;

namespace TradeML.Ops.Gate;

/// <summary>Lets a model be trained only on complete data: every dependency of its configuration GREEN to the share it demands (SSOT §6.1).</summary>
public sealed class TrainGate
{
    private readonly DataLake lake;
    private readonly TrainingOptions options;
    private readonly TimeProvider time;
    private readonly int threads;
    private readonly double? minGreen;
    private readonly SurvivorshipOptions? survivorship;

    /// <summary>A gate over a lake.</summary>
    /// <param name="lake">The lake; its stage says symbols and days.</param>
    /// <param name="options">The model's configuration.</param>
    /// <param name="time">The clock: it says which session was the last to close.</param>
    /// <param name="threads">Threads of training; 0 = all cores.</param>
    /// <param name="minGreen">Overrides the least GREEN share of every dependency (<c>min_green_frac</c> of backfill.yml); null takes the model's own.</param>
    /// <param name="survivorship">When the names of a run count as drawn from survivors; null takes the defaults.</param>
    public TrainGate(
        DataLake lake, TrainingOptions options, TimeProvider time, int threads = 0, double? minGreen = null, SurvivorshipOptions? survivorship = null)
    {
        this.survivorship = survivorship;
        this.minGreen = minGreen;
        this.lake = lake;
        this.options = options;
        this.time = time;
        this.threads = threads;
    }

    /// <summary>Judges without refusing.</summary>
    /// <param name="model">The model, <c>equities_xs</c>.</param>
    /// <param name="asOf">Last day of the window; null takes the stage's last, or the last session that has closed.</param>
    /// <exception cref="TradeMLException">Bad input: no such model. Data missing: the lake has no stage.</exception>
    public GateVerdict Check(string model, DateOnly? asOf = null)
    {
        Known(model);
        var window = TrainingWindow.Of(lake, options, asOf, time);
        var calendar = ExchangeCalendar.Xnys;
        var dependencies = lake.Control.Read(r => options.Dependencies.Select(d =>
            CoverageGrid.Read(r, d.Table, window.Symbols, calendar).Judge(d.Table, minGreen ?? d.MinGreen, Remedy(d.Table), calendar)).ToList());
        var objections = new List<string>();
        if (!options.Enabled) objections.Add("Training is switched off here (enabled: false).");
        if (window.Start > window.Wanted.AddDays(31))
            objections.Add($"The stage begins on {window.Start:yyyy-MM-dd}, the configuration wants data from {window.Wanted:yyyy-MM-dd} (window_years {options.WindowYears}).");
        return new GateVerdict(
            model, window.Start, window.End, [.. window.Symbols.Select(s => s.Symbol)], window.Symbols.Count(s => s.Delisted), dependencies, objections);
    }

    /// <summary>Trains the model if the gate passes; a finished run of the same inputs is found and nothing is computed (SSOT §7).</summary>
    /// <param name="model">The model, <c>equities_xs</c>.</param>
    /// <param name="features">The feature set that the configuration names.</param>
    /// <param name="asOf">Last day of the window; null takes the stage's last, or the last session that has closed.</param>
    /// <param name="progress">Told what it does; null = nobody.</param>
    /// <param name="ct">Stops it; nothing of it is visible then.</param>
    /// <exception cref="TradeMLException">Gate refused (exit code 3): names what is missing. Data missing: nothing curated.</exception>
    public Task<RunResult> TrainIfReadyAsync(
        string model, FeatureSetConfig features, DateOnly? asOf = null, IProgress<PipelineProgress>? progress = null, CancellationToken ct = default)
    {
        Check(model, asOf).Require();
        return RunCpcvAsync(model, features, asOf, progress, ct);
    }

    /// <summary>Cross-validates the model without asking the gate: to look at figures, which count as trials all the same (SSOT §7).</summary>
    /// <param name="model">The model, <c>equities_xs</c>.</param>
    /// <param name="features">The feature set that the configuration names.</param>
    /// <param name="asOf">Last day of the window; null takes the stage's last, or the last session that has closed.</param>
    /// <param name="progress">Told what it does; null = nobody.</param>
    /// <param name="ct">Stops it; nothing of it is visible then.</param>
    /// <exception cref="TradeMLException">Bad input: no such model. Data missing: nothing curated.</exception>
    public Task<RunResult> RunCpcvAsync(
        string model, FeatureSetConfig features, DateOnly? asOf = null, IProgress<PipelineProgress>? progress = null, CancellationToken ct = default)
    {
        Known(model);
        return new EquitiesXsPipeline(lake, options, features, time, threads, survivorship).RunAsync(asOf, progress, ct);
    }

    private static void Known(string model)
    {
        if (model != EquitiesXsPipeline.Model)
            throw new TradeMLException(ErrorKind.BadInput, $"There is no model '{model}'.", null, $"Models: {EquitiesXsPipeline.Model}.");
    }

    private static string Remedy(string table) => table.StartsWith("curated/", StringComparison.Ordinal)
        ? $"Run `ata audit gaps --tables {table}`, `ata backfill run`, then `ata curate run`."
        : $"Run `ata audit gaps --tables {table}`, then `ata backfill run`.";
}
