namespace TradeML.VendorSim.Market;

/// <summary>
/// The common part of a day's log returns: market, sectors and two styles, each split into night and day, with
/// stochastic volatility.
/// </summary>
internal sealed class FactorReturns(int seed, int sectors)
{
    private const double NightShare = 0.3;
    private const double MarketVolatility = 0.0088;
    private const double SectorVolatility = 0.0042;
    private const double StyleVolatility = 0.0016;
    private const double Drift = 0.00028;
    private readonly SimulationRandom random = new(seed, 1);
    private double marketState;
    private double sectorState;

    public double MarketNight { get; private set; }

    public double MarketDay { get; private set; }

    public double[] SectorNight { get; } = new double[sectors];

    public double[] SectorDay { get; } = new double[sectors];

    public double SizeDay { get; private set; }

    public double ValueDay { get; private set; }

    /// <summary>Log of the market's volatility relative to its usual level.</summary>
    public double State => marketState;

    /// <summary>Deviation of the intraday part of a security with unit beta.</summary>
    public double DayDeviation { get; private set; }

    public void Next()
    {
        // Bad days raise volatility (leverage effect): the shock of the state leans against the day's return.
        var volatility = MarketVolatility * Math.Exp(marketState - 0.12);
        var night = random.FatTailed();
        var day = random.FatTailed();
        MarketNight = volatility * Math.Sqrt(NightShare) * night;
        MarketDay = (volatility * Math.Sqrt(1 - NightShare) * day) + Drift;
        if (random.Uniform() < 0.003) MarketNight += 0.018 * (random.Normal() - 0.6);
        marketState = (0.982 * marketState)
            + (0.085 * ((0.75 * random.Normal()) - (0.66 * Math.Clamp((night + day) / 1.4142, -4, 4))));
        marketState = Math.Clamp(marketState, -1.2, 1.6);
        sectorState = (0.985 * sectorState) + (0.06 * random.Normal());
        var sector = SectorVolatility * Math.Exp(sectorState - 0.06);
        for (var s = 0; s < SectorDay.Length; s++)
        {
            SectorNight[s] = sector * Math.Sqrt(NightShare) * random.FatTailed();
            SectorDay[s] = sector * Math.Sqrt(1 - NightShare) * random.FatTailed();
        }

        SizeDay = StyleVolatility * random.FatTailed();
        ValueDay = StyleVolatility * random.FatTailed();
        DayDeviation = Math.Sqrt(((volatility * volatility) + (sector * sector)) * (1 - NightShare));
    }
}
