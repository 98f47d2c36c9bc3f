namespace TradeML.Research.Backtest;

/// <summary>
/// What a trade costs: fee + half spread + impact by the square-root law, <c>Y · σ · √(Q / ADV)</c> of price (Almgren,
/// Thum, Hauptmann and Li, Direct Estimation of Equity Market Impact, 2005; Tóth et al., Physical Review X 1, 2011).
/// </summary>
/// <param name="FixedFraction">Fee and half spread as a fraction of traded notional.</param>
/// <param name="Coefficient">Y.</param>
internal readonly record struct SquareRootCost(double FixedFraction, double Coefficient)
{
    /// <summary>From rates in basis points.</summary>
    /// <param name="halfSpreadBps">Half the quoted spread.</param>
    /// <param name="feeBps">Broker and exchange fees.</param>
    /// <param name="coefficient">Y, about 1.</param>
    public static SquareRootCost FromBps(double halfSpreadBps, double feeBps, double coefficient) =>
        new((halfSpreadBps + feeBps) * 1e-4, coefficient);

    /// <summary>Cost one way as a fraction of the traded notional.</summary>
    /// <param name="dailyVolatility">σ: standard deviation of daily returns.</param>
    /// <param name="participation">Q / ADV: traded over average daily volume, at least 0.</param>
    public double Of(double dailyVolatility, double participation) =>
        FixedFraction + Impact(dailyVolatility, participation);

    /// <summary>The impact part alone, as a fraction of price.</summary>
    /// <param name="dailyVolatility">σ: standard deviation of daily returns.</param>
    /// <param name="participation">Q / ADV: traded over average daily volume, at least 0.</param>
    public double Impact(double dailyVolatility, double participation) =>
        Coefficient * dailyVolatility * Math.Sqrt(participation);
}
