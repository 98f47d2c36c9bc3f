namespace TradeML.Data.Reference.Securities;

/// <summary>What a ticker interval's first day rests on.</summary>
public enum StartBasis
{
    /// <summary>Nothing: the day is 0001-01-01.</summary>
    Unknown,

    /// <summary>A list states the first trading day.</summary>
    Ipo,

    /// <summary>The security took the ticker on a ticker change.</summary>
    TickerChange,

    /// <summary>The first bar.</summary>
    FirstBar,

    /// <summary>A list first showed the asset on that day; it may be older.</summary>
    FirstSeen,

    /// <summary>The user's own file.</summary>
    Declared,
}
