namespace TradeML.Data.Curation;

/// <summary>What a corporate action does to the price of a share.</summary>
public enum CorporateEventKind
{
    /// <summary>
    /// A split, reverse split or stock dividend: <see cref="CorporateEvent.Ratio"/> new shares for each old one.
    /// </summary>
    Split,

    /// <summary>
    /// Cash paid out, ordinary or special: <see cref="CorporateEvent.Amount"/> dollars per share after any split of the
    /// same ex-date.
    /// </summary>
    Cash,

    /// <summary>
    /// Shares of another company handed out, worth <see cref="CorporateEvent.Amount"/> dollars per share before any
    /// split of the same ex-date.
    /// </summary>
    SpinOff,
}
