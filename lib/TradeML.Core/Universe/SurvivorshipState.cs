namespace TradeML.Core.Universe;

/// <summary>Whether a universe holds as many dead names as its span lets expect.</summary>
public enum SurvivorshipState
{
    /// <summary>Too few names or too short a span to tell.</summary>
    Unknown,

    /// <summary>The share of dead names is plausible.</summary>
    Ok,

    /// <summary>So few names died that the universe was drawn from survivors.</summary>
    Implausible,
}
