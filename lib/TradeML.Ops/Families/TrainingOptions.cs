using TradeML.Core.Configuration;
using TradeML.Core.Universe;

namespace TradeML.Ops.Families;

/// <summary>Everything that decides one model's training: <c>configs/training/MODEL.yml</c> (SSOT §4.2, §6).</summary>
public sealed class TrainingOptions : ICheckedOptions
{
    /// <summary>Whether this machine trains. Default true; the ci environment turns it off.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether a better challenger becomes champion without a person. Default false.</summary>
    [EnvironmentVariable("TRAINING_ENABLE_AUTO_PROMOTE")]
    public bool EnableAutoPromote { get; init; }

    /// <summary>Seed of everything random in the run. Default 7.</summary>
    [Between(0, int.MaxValue)]
    public int Seed { get; init; } = 7;

    /// <summary>Years before the as-of day that data must cover and training uses. Default 15.</summary>
    [Between(0.5, 60)]
    public double WindowYears { get; init; } = 15;

    /// <summary>Tables that must be GREEN over the window, and to what share.</summary>
    public IReadOnlyList<DependencyOptions> Dependencies { get; init; } = [];

    /// <summary>Which names may be traded and learnt from.</summary>
    public UniverseOptions Universe { get; init; } = new();

    /// <summary>Name of the feature set: <c>configs/features/NAME.yml</c>. Default equities_v1.</summary>
    public string Features { get; init; } = "equities_v1";

    /// <summary>
    /// Name of the label set, what is predicted: <c>configs/labels/NAME.yml</c>. Default forward_5d_last_close.
    /// </summary>
    public string Labels { get; init; } = "forward_5d_last_close";

    /// <summary>Every how many sessions a day enters training; 1 takes all. Default 1.</summary>
    [Between(1, 60)]
    public int SampleEverySessions { get; init; } = 1;

    /// <summary>How much old samples count.</summary>
    public WeightingOptions Weighting { get; init; } = new();

    /// <summary>The cross-validation.</summary>
    public CpcvOptions Cpcv { get; init; } = new();

    /// <summary>The learner's base parameters.</summary>
    public LightGbmOptions Lightgbm { get; init; } = new();

    /// <summary>
    /// The configurations that are tried, each a change of the base parameters; empty means the base alone.
    /// </summary>
    public IReadOnlyList<TrialOptions> Family { get; init; } = [];

    /// <summary>What a model must reach to go live.</summary>
    public BarOptions Bars { get; init; } = new();

    /// <summary>How scores are traded to measure them.</summary>
    public BacktestOptions Backtest { get; init; } = new();

    /// <summary>
    /// The configurations by name with their complete parameters, in file order; the base is named <c>base</c> when it
    /// stands alone.
    /// </summary>
    public IReadOnlyList<(string Name, LightGbmOptions Parameters)> Configurations() =>
        Family.Count == 0 ? [("base", Lightgbm)] : [.. Family.Select(v => (v.Name, v.Over(Lightgbm)))];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        foreach (var group in Family.GroupBy(v => v.Name).Where(g => g.Count() > 1))
            yield return ("family", $"The family holds {group.Count()} trials named '{group.Key}'; names are unique.");
        foreach (var group in Dependencies.GroupBy(d => d.Table).Where(g => g.Count() > 1))
            yield return ("dependencies",
                $"The table '{group.Key}' stands {group.Count()} times among the dependencies; allowed is once.");
    }
}
