namespace TradeML.VendorSim.Market.Options;

/// <summary>Price and greeks of a European option without dividends (Black and Scholes, 1973).</summary>
/// <param name="Price">Value per share.</param>
/// <param name="Delta">Per dollar of the underlying.</param>
/// <param name="Gamma">Change of delta per dollar.</param>
/// <param name="Theta">Per year that goes by.</param>
/// <param name="Vega">Per 1.00 of volatility.</param>
/// <param name="Rho">Per 1.00 of the rate.</param>
internal readonly record struct BlackScholes(
    double Price, double Delta, double Gamma, double Theta, double Vega, double Rho)
{
    public static BlackScholes Of(bool isCall, double spot, double strike, double years, double volatility, double rate)
    {
        var root = volatility * Math.Sqrt(years);
        var d1 = (Math.Log(spot / strike) + ((rate + (volatility * volatility / 2)) * years)) / root;
        var d2 = d1 - root;
        var discounted = strike * Math.Exp(-rate * years);
        var sign = isCall ? 1 : -1;
        var (n1, n2) = (NormalDistribution.Cumulative(sign * d1), NormalDistribution.Cumulative(sign * d2));
        var density = NormalDistribution.Density(d1);
        return new BlackScholes(
            sign * ((spot * n1) - (discounted * n2)),
            sign * n1,
            density / (spot * root),
            (-spot * density * volatility / (2 * Math.Sqrt(years))) - (sign * rate * discounted * n2),
            spot * density * Math.Sqrt(years),
            sign * discounted * years * n2);
    }
}
