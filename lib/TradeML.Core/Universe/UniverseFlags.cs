namespace TradeML.Core.Universe;

/// <summary>The conditions of the universe that one name meets on one day.</summary>
[Flags]
public enum UniverseFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>It is a common share.</summary>
    Common = 1,

    /// <summary>It traded on the day: there is a bar.</summary>
    Traded = 2,

    /// <summary>The raw close reached the price floor.</summary>
    PriceOk = 4,

    /// <summary>There are as many bars as the window of the dollar volume is long.</summary>
    HistoryOk = 8,

    /// <summary>The mean dollar volume reached its floor.</summary>
    LiquidityOk = 16,

    /// <summary>
    /// It met price, history and liquidity on one of the bars that hysteresis looks back to; without hysteresis, on the
    /// day.
    /// </summary>
    Held = 32,
}
