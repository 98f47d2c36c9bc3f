namespace TradeML.VendorSim.Market;

/// <summary>One listed share class of a market source, from its first to its last trade.</summary>
/// <param name="Index">Position in <see cref="IMarketSource.Securities"/>, which is ordered by symbol
/// (ordinal).</param>
/// <param name="Id">Stable identity that survives ticker changes.</param>
/// <param name="Symbol">The newest ticker.</param>
/// <param name="Name">Company name.</param>
/// <param name="Exchange">Listing exchange as the vendor spells it: NYSE, NASDAQ, AMEX, ARCA.</param>
/// <param name="Sector">Sector name, empty when the source does not know it.</param>
/// <param name="Listed">First session with a trade (exchange-local day).</param>
/// <param name="Delisted">Last session with a trade, inclusive; null while it is listed.</param>
/// <param name="Tickers">All tickers in time order; the last one is <paramref name="Symbol"/>.</param>
public sealed record Security(
    int Index, Guid Id, string Symbol, string Name, string Exchange, string Sector, DateOnly Listed, DateOnly? Delisted,
    IReadOnlyList<Ticker> Tickers)
{
    /// <summary>Whether the security traded, or could trade, on a day.</summary>
    public bool IsListed(DateOnly day) => day >= Listed && (Delisted is null || day <= Delisted);

    /// <summary>The ticker of a day; before the listing the first one, after the delisting the last one.</summary>
    public string SymbolOn(DateOnly day)
    {
        foreach (var ticker in Tickers)
            if (ticker.Last is null || day <= ticker.Last) return ticker.Symbol;
        return Symbol;
    }
}
