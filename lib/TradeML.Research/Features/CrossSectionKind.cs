namespace TradeML.Research.Features;

/// <summary>What a cross-sectional step does to a day's values of one feature.</summary>
public enum CrossSectionKind
{
    /// <summary>Clips to the day's quantiles.</summary>
    Winsorise,

    /// <summary>Replaces values by their rank, spread over −0.5 to 0.5.</summary>
    Rank,

    /// <summary>Takes the day's mean off and divides by its standard deviation.</summary>
    ZScore,

    /// <summary>Takes the mean of the sector off.</summary>
    NeutraliseSector,

    /// <summary>Takes the residual of a regression on log market capitalisation.</summary>
    NeutraliseSize,

    /// <summary>Takes the residual of a regression on log market capitalisation with an intercept a sector.</summary>
    NeutraliseSectorAndSize,
}
