namespace TradeML.VendorSim.Market;

/// <summary>The market as the vendors know it between two changes of the timeline. Immutable.</summary>
internal sealed class MarketSnapshot : IMarketSource
{
    private readonly IMarketSource market;
    private readonly IReadOnlyDictionary<int, BarSeries> changed;

    /// <param name="market">The market beneath.</param>
    /// <param name="securities">Its securities under the names of the timeline.</param>
    /// <param name="actions">What is listed, in the order of process dates.</param>
    /// <param name="changed">Bars that differ from the market's, by security.</param>
    public MarketSnapshot(
        IMarketSource market, IReadOnlyList<Security> securities, IReadOnlyList<CorporateAction> actions,
        IReadOnlyDictionary<int, BarSeries> changed)
    {
        this.market = market;
        this.changed = changed;
        Securities = securities;
        CorporateActions = actions;
        Tickers = new TickerIndex(securities);
        Factors = new AdjustmentFactors(this);
    }

    public string Description => market.Description;

    public IReadOnlyList<Security> Securities { get; }

    public DateOnly FirstDay => market.FirstDay;

    public DateOnly LastDay => market.LastDay;

    public int Rows => market.Rows;

    public IReadOnlyList<CorporateAction> CorporateActions { get; }

    /// <summary>Securities by ticker and day.</summary>
    public TickerIndex Tickers { get; }

    /// <summary>Back-adjustment factors of the listed actions.</summary>
    public AdjustmentFactors Factors { get; }

    public BarSeries Bars(int securityIndex) =>
        changed.Count > 0 && changed.TryGetValue(securityIndex, out var bars) ? bars : market.Bars(securityIndex);
}
