namespace TradeML.VendorSim.Market;

/// <summary>A ticker and the exchange-local days on which it named a security.</summary>
/// <param name="Symbol">The ticker, upper case, class shares with a dot.</param>
/// <param name="First">First day of the name, inclusive.</param>
/// <param name="Last">Last day of the name, inclusive; null while it is the current one.</param>
public sealed record Ticker(string Symbol, DateOnly First, DateOnly? Last)
{
    /// <summary>Whether the ticker named the security on a day.</summary>
    public bool Covers(DateOnly day) => day >= First && (Last is null || day <= Last);
}
