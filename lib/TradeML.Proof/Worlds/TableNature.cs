namespace TradeML.Proof.Worlds;

/// <summary>What a row of a table of the world is, which decides what kind of future can happen to it.</summary>
public enum TableNature
{
    /// <summary>A value that comes every session or period: bars, macro series, statements.</summary>
    Observations,

    /// <summary>
    /// Something that happens to a security: corporate actions, delistings, memberships, sectors, ticker intervals,
    /// earnings dates.
    /// </summary>
    Events,
}
