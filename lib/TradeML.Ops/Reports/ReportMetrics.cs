using TradeML.Ops.Gate;
using TradeML.Ops.Runs;

namespace TradeML.Ops.Reports;

/// <summary>
/// The figures of a daily report beside its positions and strategies (SSOT §4.9). Returns and exposures are fractions
/// of capital.
/// </summary>
internal sealed record ReportMetrics
{
    /// <summary>The model the book trades, for example <c>equities_xs</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Net return of the report's day.</summary>
    public required double PnlDaily { get; init; }

    /// <summary>Net return since the first day, compounded.</summary>
    public required double PnlCumulative { get; init; }

    /// <summary>Sum of absolute weights.</summary>
    public required double GrossExposure { get; init; }

    /// <summary>Sum of signed weights.</summary>
    public required double NetExposure { get; init; }

    /// <summary>Sum of absolute weight changes traded on the report's day.</summary>
    public required double Turnover { get; init; }

    /// <summary>Risk of the book.</summary>
    public required RiskMetrics Risk { get; init; }

    /// <summary>Completeness of the data beneath, survivorship included.</summary>
    public required DataHealth DataHealth { get; init; }

    /// <summary>The go/no-go bars, or null when the book has no training run.</summary>
    public GoNoGoVerdict? GoNoGo { get; init; }

    /// <summary>What cross-validation found, or null when the book has no training run.</summary>
    public ValidationSummary? Validation { get; init; }

    /// <summary>The equity curve, thinned for display, ordered by date.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];

    /// <summary>Forward returns by score decile, lowest first; empty when unknown.</summary>
    public IReadOnlyList<DecileReturn> Deciles { get; init; } = [];

    /// <summary>Trading costs, or null when unknown.</summary>
    public CostSummary? Costs { get; init; }

    /// <summary>Every configuration that the run tried, the reported one among them; empty when unknown.</summary>
    public IReadOnlyList<TrialMetrics> Trials { get; init; } = [];

    /// <summary>Features by their share of the trees' gain, largest first; empty when unknown.</summary>
    public IReadOnlyList<FeatureGain> Features { get; init; } = [];

    /// <summary>Where the numbers come from, or null.</summary>
    public Provenance? Provenance { get; init; }
}
