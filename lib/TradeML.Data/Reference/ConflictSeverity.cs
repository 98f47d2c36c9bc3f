namespace TradeML.Data.Reference;

/// <summary>How bad a conflict between sources is.</summary>
public enum ConflictSeverity
{
    /// <summary>The difference changes no price and no listing.</summary>
    Info,

    /// <summary>The other source would give other numbers.</summary>
    Amber,

    /// <summary>Both can't be true, and nothing here can decide it: a person has to.</summary>
    Red,
}
