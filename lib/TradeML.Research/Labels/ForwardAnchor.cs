namespace TradeML.Research.Labels;

/// <summary>What a label's horizon counts.</summary>
public enum ForwardAnchor
{
    /// <summary>
    /// Calendar sessions: the close exactly h sessions later; unknown when the symbol did not trade then.
    /// </summary>
    Session,

    /// <summary>The symbol's own rows: the h-th next row on which it traded.</summary>
    SymbolRow,
}
