namespace TradeML.VendorSim.Market;

/// <summary>
/// What a vendor server sells: securities, their raw daily bars and corporate actions. Implementations are immutable
/// and thread-safe.
/// </summary>
public interface IMarketSource
{
    /// <summary>One line for people: what the market is and where it comes from.</summary>
    string Description { get; }

    /// <summary>All securities, living and delisted, ordered by newest symbol (ordinal).</summary>
    IReadOnlyList<Security> Securities { get; }

    /// <summary>First session with a bar.</summary>
    DateOnly FirstDay { get; }

    /// <summary>Last session with a bar.</summary>
    DateOnly LastDay { get; }

    /// <summary>Number of daily bars of all securities together.</summary>
    int Rows { get; }

    /// <summary>All corporate actions, ordered by process date, then symbol, then id.</summary>
    IReadOnlyList<CorporateAction> CorporateActions { get; }

    /// <summary>All daily bars of a security, ascending in time.</summary>
    /// <param name="securityIndex">Position in <see cref="Securities"/>.</param>
    BarSeries Bars(int securityIndex);
}
