using System.Globalization;

namespace TradeML.Models.LightGbm;

/// <summary>
/// LightGBM's training parameters. Defaults are LightGBM's own, except that training is deterministic, silent and on
/// one thread. Names and meanings: LightGBM's documentation, "Parameters".
/// </summary>
public sealed record LightGbmParameters
{
    /// <summary>The loss, such as "regression" (squared error) or "binary". Default "regression".</summary>
    public string Objective { get; init; } = "regression";

    /// <summary>
    /// Metrics to evaluate, comma-separated; empty = the objective's own; "none" = none. Default empty.
    /// </summary>
    public string Metric { get; init; } = "";

    /// <summary>Shrinkage of each tree, above 0. Default 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Most leaves of a tree, 2 to 131072. Default 31.</summary>
    public int NumLeaves { get; init; } = 31;

    /// <summary>Deepest level of a tree; 0 or below = no limit. Default -1.</summary>
    public int MaxDepth { get; init; } = -1;

    /// <summary>Fewest rows in a leaf. Default 20.</summary>
    public int MinDataInLeaf { get; init; } = 20;

    /// <summary>Smallest sum of second derivatives in a leaf. Default 1e-3.</summary>
    public double MinSumHessianInLeaf { get; init; } = 1e-3;

    /// <summary>Share of features drawn for each tree, in (0, 1]. Default 1.</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>Share of rows drawn, in (0, 1]; needs <see cref="BaggingFrequency"/> above 0. Default 1.</summary>
    public double BaggingFraction { get; init; } = 1;

    /// <summary>Rows are drawn anew every so many rounds; 0 = never. Default 0.</summary>
    public int BaggingFrequency { get; init; }

    /// <summary>L1 regularisation, 0 or above. Default 0.</summary>
    public double LambdaL1 { get; init; }

    /// <summary>L2 regularisation, 0 or above. Default 0.</summary>
    public double LambdaL2 { get; init; }

    /// <summary>Most bins of a feature, 2 or above. Part of the data set, not of the booster. Default 255.</summary>
    public int MaxBin { get; init; } = 255;

    /// <summary>Seed of every random draw; null = LightGBM's fixed defaults. Default null.</summary>
    public int? Seed { get; init; }

    /// <summary>Threads of one fit; 0 = one a core. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether results must be equal from run to run. Default true.</summary>
    public bool Deterministic { get; init; } = true;

    /// <summary>How histograms are built. Default <see cref="HistogramLayout.ColumnWise"/>.</summary>
    public HistogramLayout Histogram { get; init; } = HistogramLayout.ColumnWise;

    /// <summary>
    /// Any further parameter by LightGBM's own name; a name that a property above covers is refused. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new SortedDictionary<string, string>(
        StringComparer.Ordinal);

    /// <summary>
    /// Reads LightGBM's names and values: those a property covers set it, the others go to <see cref="Extra"/>.
    /// </summary>
    /// <param name="pairs">Names (LightGBM's main names, or "boosting_type") and values.</param>
    /// <exception cref="Core.Errors.TradeMLException">A value does not fit its parameter.</exception>
    public static LightGbmParameters FromPairs(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return LightGbmParameterText.Parse(pairs);
    }

    /// <summary>
    /// The parameters as LightGBM takes them: "name=value" separated by blanks, always in the same order.
    /// </summary>
    /// <exception cref="Core.Errors.TradeMLException">A value is out of range, or <see cref="Extra"/> repeats a
    /// property.</exception>
    public string ToText() => LightGbmParameterText.Render(this);

    /// <inheritdoc cref="ToText"/>
    public override string ToString() => ToText();

    /// <summary>Compares every parameter, <see cref="Extra"/> by content.</summary>
    public bool Equals(LightGbmParameters? other) => other is not null && ToText() == other.ToText();

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(ToText(), StringComparison.Ordinal);

    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
