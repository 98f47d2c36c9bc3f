namespace TradeML.VendorSim.Market;

/// <summary>The state of one security while the simulation runs, and its steps from one session to the next.</summary>
internal sealed class SecurityPath
{
    private const double NightShare = 0.3;
    private readonly SecurityProfile profile;
    private readonly SimulationRandom random;
    private readonly double[] level;
    private readonly double[] returns;
    private double state;
    private double volumeState;
    private double price;
    private double shareBasis = 1;
    private double squares60;
    private int age;

    public SecurityPath(SecurityProfile profile, SimulationRandom random)
    {
        this.profile = profile;
        this.random = random;
        price = profile.FirstPrice;
        level = new double[profile.Last - profile.First + 2];
        returns = new double[profile.Last - profile.First + 2];
    }

    public double Open { get; private set; }

    public double High { get; private set; }

    public double Low { get; private set; }

    public double Close { get; private set; }

    public double Vwap { get; private set; }

    public long Volume { get; private set; }

    public int Trades { get; private set; }

    /// <summary>Daily volatility of the security's own part.</summary>
    public double Volatility { get; private set; }

    public bool Jumped { get; private set; }

    /// <summary>
    /// Log total return from the previous close to the open, from published prices; NaN on the first session.
    /// </summary>
    public double Gap { get; private set; } = double.NaN;

    /// <summary>Log total return of the last 5 sessions, or NaN.</summary>
    public double Return5 => age > 5 ? level[age] - level[age - 5] : double.NaN;

    /// <summary>Log total return of the last 126 sessions, or NaN.</summary>
    public double Return126 => age > 126 ? level[age] - level[age - 126] : double.NaN;

    /// <summary>Root mean square of the last 60 daily log returns, or NaN before 20.</summary>
    public double Volatility60 => age > 20 ? Math.Sqrt(Math.Max(0, squares60 / Math.Min(60, age - 1))) : double.NaN;

    /// <summary>One session.</summary>
    /// <param name="session">Number of the session.</param>
    /// <param name="factors">The day's common returns.</param>
    /// <param name="expected">Log return that the planted signal adds.</param>
    /// <param name="ratio">New shares per old share this morning; 1 for none.</param>
    /// <param name="cash">Dollars that this morning's price loses to a distribution, per new share.</param>
    /// <param name="volumeFactor">Factor of the calendar on the volume.</param>
    public void Step(
        int session, FactorReturns factors, double expected, double ratio, double cash, double volumeFactor)
    {
        var own = profile.Volatility * Math.Exp(state - 0.1) * EndFactor(session);
        Volatility = own;
        state = Math.Clamp((0.97 * state) + (0.1 * random.Normal()), -1.2, 1.5);
        var night = own * Math.Sqrt(NightShare) * random.FatTailed();
        var day = own * Math.Sqrt(1 - NightShare) * random.FatTailed();
        Jumped = random.Uniform() < 0.008;
        if (Jumped) night += 3 * profile.Volatility * random.Normal() * EndFactor(session);
        if (session == profile.EndBegins && profile.Merger) night += random.Uniform(0.15, 0.35);
        var common = session >= profile.EndBegins && profile.Merger ? 0.08 : 1;
        night += (0.5 * expected)
            + (common * ((profile.Beta * factors.MarketNight) + factors.SectorNight[profile.Sector]));
        day += (0.5 * expected) + (common * ((profile.Beta * factors.MarketDay) + factors.SectorDay[profile.Sector]
            + (profile.Size * factors.SizeDay) + (profile.Value * factors.ValueDay)));
        if (session > profile.EndBegins && !profile.Merger) day -= 0.012;
        if (age == 0) night = 0;

        var before = Close;
        shareBasis *= ratio;
        var opening = Math.Max(0.02, (price / ratio * Math.Exp(night)) - cash);
        price = Math.Max(0.02, opening * Math.Exp(day));
        Publish(opening, own, common * factors.DayDeviation);
        if (age > 0)
        {
            Gap = Math.Log(((Open + cash) * ratio) / before);
            Remember(Math.Log(((Close + cash) * ratio) / before));
        }

        age++;
        if (age == 1) level[1] = 0;
        Trade(night + day, own, factors.State, volumeFactor);
    }

    /// <summary>The board's thoughts after the close: the ratio of a split to come, or 1.</summary>
    public double ConsiderSplit(int session)
    {
        if (session >= profile.EndBegins || session > profile.Last - 30) return 1;
        if (Close > profile.SplitAbove && random.Uniform() < 0.02)
        {
            var draw = random.Uniform();
            return draw < 0.62 ? 2 : draw < 0.77 ? 3 : draw < 0.92 ? 1.5 : draw < 0.97 ? 4 : 7;
        }

        if (Close >= 4 || random.Uniform() >= 0.02) return 1;
        var choice = random.Uniform();
        return choice < 0.3 ? 1.0 / 4 : choice < 0.6 ? 1.0 / 5 : choice < 0.7 ? 1.0 / 8 : 1.0 / 10;
    }

    private double EndFactor(int session) => session <= profile.EndBegins ? 1 : profile.Merger ? 0.1 : 1.8;

    private void Publish(double opening, double own, double common)
    {
        Open = Math.Max(0.01, Math.Round(opening, 2));
        Close = Math.Max(0.01, Math.Round(price, 2));
        // The highest and lowest points of a Brownian bridge from open to close.
        var variance = ((own * own * (1 - NightShare)) + (common * common)) * 0.8;
        var move = Math.Log(price / opening);
        var up = 0.5 * (move + Math.Sqrt((move * move) - (2 * variance * Math.Log(random.Uniform()))));
        var down = 0.5 * (move - Math.Sqrt((move * move) - (2 * variance * Math.Log(random.Uniform()))));
        High = Math.Max(Math.Round(opening * Math.Exp(up), 2), Math.Max(Open, Close));
        Low = Math.Max(0.01, Math.Min(Math.Round(opening * Math.Exp(down), 2), Math.Min(Open, Close)));
        Vwap = Math.Round(
            Math.Clamp(((Open + Close) * 0.2) + ((High + Low) * 0.3) + ((High - Low) * 0.06 * random.Normal()), Low,
                High), 4);
    }

    private void Remember(double logReturn)
    {
        level[age + 1] = level[age] + logReturn;
        returns[age] = logReturn;
        squares60 += logReturn * logReturn;
        if (age <= 60) return;
        squares60 -= returns[age - 60] * returns[age - 60];
    }

    private void Trade(double logReturn, double own, double marketState, double volumeFactor)
    {
        volumeState = (0.75 * volumeState) + (0.22 * random.Normal());
        var surprise = Math.Min(8, Math.Abs(logReturn) / own);
        var log = volumeState + (0.55 * (state + (0.6 * marketState))) + (0.45 * Math.Log(1 + surprise)) - 0.3;
        var shares = profile.DollarVolume / profile.FirstPrice * shareBasis * Math.Exp(log) * volumeFactor;
        Volume = Math.Max(100, (long)shares);
        Trades = (int)Math.Max(1, Math.Min(int.MaxValue, Volume / (120 * Math.Exp(0.15 * random.Normal()))));
    }
}
