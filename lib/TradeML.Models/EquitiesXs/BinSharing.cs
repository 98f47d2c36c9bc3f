namespace TradeML.Models.EquitiesXs;

/// <summary>From which rows the bounds of the feature bins come in cross-validation.</summary>
public enum BinSharing
{
    /// <summary>
    /// Once, from all rows of the sample: several times faster to set up. The bounds then know the distribution of
    /// feature values (never labels) of test periods too, which is unsupervised knowledge that a live model would not
    /// have; use <see cref="PerSplit"/> to rule it out.
    /// </summary>
    Shared,

    /// <summary>Anew for each split from its training rows alone: nothing of a test period is known.</summary>
    PerSplit,
}
