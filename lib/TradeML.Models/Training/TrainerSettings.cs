namespace TradeML.Models.Training;

/// <summary>How a model family is trained, whichever model it is.</summary>
public sealed record TrainerSettings
{
    /// <summary>The configurations that are tried, in order; names are distinct. At least one.</summary>
    public required IReadOnlyList<TrialSettings> Trials { get; init; }

    /// <summary>
    /// Months (of 30.4375 days) in which a row's weight halves, counted back from the newest training row; 0 = equal
    /// weights.
    /// </summary>
    public required double HalfLifeMonths { get; init; }

    /// <summary>Train on every n-th session only, counted from the sample's last; 1 = all.</summary>
    public required int SampleEverySessions { get; init; }
}
