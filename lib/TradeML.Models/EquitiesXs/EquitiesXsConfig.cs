using System.Text.Json.Serialization;
using TradeML.Models.Training;

namespace TradeML.Models.EquitiesXs;

/// <summary>How equities_xs is trained: the family of trials and what they share (SSOT §4.2).</summary>
public sealed record EquitiesXsConfig
{
    /// <summary>The configurations that are tried, in order; names are distinct. At least one.</summary>
    [JsonPropertyName("variants")]
    public required IReadOnlyList<TrialSettings> Trials { get; init; }

    /// <summary>What is done to labels before training. Default <see cref="LabelTransform.Demeaned"/>.</summary>
    public LabelTransform LabelTransform { get; init; } = LabelTransform.Demeaned;

    /// <summary>
    /// Months (of 30.4375 days) in which a row's weight halves, counted back from the newest training row; 0 = equal
    /// weights. Default 18.
    /// </summary>
    public double HalfLifeMonths { get; init; } = 18;

    /// <summary>
    /// Train on every n-th session only, counted from the sample's last: neighbouring labels overlap. Default 1 = all.
    /// </summary>
    public int SampleEverySessions { get; init; } = 1;

    /// <summary>Where bin bounds come from in cross-validation. Default <see cref="BinSharing.Shared"/>.</summary>
    public BinSharing Bins { get; init; } = BinSharing.Shared;
}
