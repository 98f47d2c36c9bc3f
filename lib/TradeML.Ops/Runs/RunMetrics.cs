using System.Text.Json.Serialization;
using TradeML.Core.Universe;
using TradeML.Ops.Gate;

namespace TradeML.Ops.Runs;

/// <summary>What a training run measured: the content of <c>metrics.json</c>.</summary>
public sealed record RunMetrics
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The feature set it learnt from; null in runs that are older than this record.</summary>
    public NamedSet? FeatureSet { get; init; }

    /// <summary>The label set it learnt; null in runs that are older than this record.</summary>
    public NamedSet? LabelSet { get; init; }

    /// <summary>SHA-256 of how scores were traded and charged: two runs compare only under the same one.</summary>
    public required string CostModelHash { get; init; }

    /// <summary>Every configuration that was tried in the run, in their order.</summary>
    [JsonPropertyName("variants")]
    public required IReadOnlyList<TrialMetrics> Trials { get; init; }

    /// <summary>The reported configuration under cross-validation.</summary>
    public required ValidationSummary Validation { get; init; }

    /// <summary>The figures that go/no-go bars are held against.</summary>
    public required GoNoGoFigures Figures { get; init; }

    /// <summary>The bars as they came out under the run's configuration.</summary>
    public required GoNoGoVerdict GoNoGo { get; init; }

    /// <summary>Forward returns by score decile.</summary>
    public required IReadOnlyList<DecileReturn> Deciles { get; init; }

    /// <summary>Trading costs of the reported configuration.</summary>
    public required CostSummary Costs { get; init; }

    /// <summary>Features in the order of their mean gain over the splits.</summary>
    public required IReadOnlyList<FeatureGain> Importance { get; init; }

    /// <summary>Whether the names were drawn from survivors; null in runs older than the test.</summary>
    public SurvivorshipVerdict? Survivorship { get; init; }

    /// <summary>Rows that a model was trained or tested on: those of the universe with a label.</summary>
    public required long SampleRows { get; init; }
}
