namespace TradeML.Models.EquitiesXs;

/// <summary>
/// What is done to the labels of one session before training. Reported figures always use the raw labels.
/// </summary>
public enum LabelTransform
{
    /// <summary>Nothing: the model learns the raw forward return, the market's part included.</summary>
    Raw,

    /// <summary>The session's mean is taken off, so that the model learns the cross-section.</summary>
    Demeaned,

    /// <summary>
    /// The rank within the session, from -0.5 to 0.5, ties averaged: outliers no longer weigh more than others.
    /// </summary>
    Ranked,

    /// <summary>1 above the session's median, else 0: for the objective "binary".</summary>
    AboveMedian,
}
