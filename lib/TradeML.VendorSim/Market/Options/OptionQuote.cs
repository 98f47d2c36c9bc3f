using System.Globalization;

namespace TradeML.VendorSim.Market.Options;

/// <summary>
/// One listed option at the close of a session. Prices and greeks are per share; volatility is a fraction a year, theta
/// per day, vega and rho per percentage point.
/// </summary>
internal sealed record OptionQuote
{
    public required string Root { get; init; }

    public required DateOnly Expiration { get; init; }

    public required bool IsCall { get; init; }

    public required double Strike { get; init; }

    public required double Bid { get; init; }

    public required double Ask { get; init; }

    public required int BidSize { get; init; }

    public required int AskSize { get; init; }

    /// <summary>Price of the last trade.</summary>
    public required double Last { get; init; }

    /// <summary>Contracts traded in the session; 0 when the last trade is older.</summary>
    public required int Volume { get; init; }

    public required int OpenInterest { get; init; }

    /// <summary>Black–Scholes price.</summary>
    public required double Theoretical { get; init; }

    public required double ImpliedVolatility { get; init; }

    public required double Delta { get; init; }

    public required double Gamma { get; init; }

    public required double Theta { get; init; }

    public required double Vega { get; init; }

    public required double Rho { get; init; }

    /// <summary>
    /// Whether nobody quotes it well enough for a volatility: vendors leave volatility and greeks out.
    /// </summary>
    public bool IsIlliquid => Bid <= 0;

    /// <summary>OCC symbol without padding: AAPL241220C00300000.</summary>
    public string Occ => string.Create(
        CultureInfo.InvariantCulture,
        $"{Root}{Expiration:yyMMdd}{(IsCall ? 'C' : 'P')}{(long)Math.Round(Strike * 1000):00000000}");
}
