namespace TradeML.Research.Labels;

/// <summary>
/// How a label ended, or why there is none. Written to files as its name in lower case with underscores.
/// </summary>
public enum LabelEnd : byte
{
    /// <summary>The horizon passed.</summary>
    Horizon,

    /// <summary>The upper barrier was passed.</summary>
    Upper,

    /// <summary>The lower barrier was passed.</summary>
    Lower,

    /// <summary>The data ended before the horizon; the label may still change.</summary>
    EndOfData,

    /// <summary>The listing ended by a merger or acquisition.</summary>
    DelistedMerger,

    /// <summary>The listing ended by the company's own wish.</summary>
    DelistedVoluntary,

    /// <summary>The listing on NYSE or AMEX ended by failure.</summary>
    DelistedPerformance,

    /// <summary>The listing on Nasdaq ended by failure.</summary>
    DelistedPerformanceNasdaq,

    /// <summary>The listing ended for a reason that is not known.</summary>
    DelistedUnknown,

    /// <summary>No label: the horizon runs past the data.</summary>
    HorizonIncomplete,

    /// <summary>No label: no bar follows the event.</summary>
    NoFuture,

    /// <summary>
    /// No label: the symbol did not trade on the end session, and its listing is not known to have ended.
    /// </summary>
    NoBar,

    /// <summary>No label: a price or a step is unknown.</summary>
    NoPrice,

    /// <summary>No label: the volatility at entry is unknown.</summary>
    NoTarget,

    /// <summary>No label: the volatility at entry is too small.</summary>
    SmallTarget,
}
