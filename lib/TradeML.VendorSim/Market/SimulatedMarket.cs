using TradeML.Core.Errors;

namespace TradeML.VendorSim.Market;

/// <summary>A market with known truth that follows from one seed: see <see cref="MarketConfig"/> for its dials.</summary>
public sealed class SimulatedMarket : IMarketSource
{
    private readonly BarColumns columns;
    private readonly int[] starts;

    internal SimulatedMarket(
        MarketConfig config, IReadOnlyList<Security> securities, BarColumns columns, int[] starts, IReadOnlyList<CorporateAction> actions, MarketTruth truth)
    {
        Config = config;
        Securities = securities;
        this.columns = columns;
        this.starts = starts;
        CorporateActions = actions;
        Truth = truth;
        FirstDay = DateOnly.FromDayNumber(columns.Day.Min());
        LastDay = DateOnly.FromDayNumber(columns.Day.Max());
    }

    /// <summary>The dials it was made with.</summary>
    public MarketConfig Config { get; }

    /// <inheritdoc/>
    public string Description => $"simulated market, seed {Config.Seed}, {Securities.Count} symbols, {FirstDay:yyyy-MM-dd} to {LastDay:yyyy-MM-dd}";

    /// <inheritdoc/>
    public IReadOnlyList<Security> Securities { get; }

    /// <inheritdoc/>
    public DateOnly FirstDay { get; }

    /// <inheritdoc/>
    public DateOnly LastDay { get; }

    /// <inheritdoc/>
    public int Rows => columns.Rows;

    /// <inheritdoc/>
    public IReadOnlyList<CorporateAction> CorporateActions { get; }

    /// <summary>What only the simulator knows, parallel to the bars: row <c>Bars(i).Start + k</c> belongs to bar k of security i.</summary>
    public MarketTruth Truth { get; }

    /// <summary>Makes the market of a configuration; the same configuration gives the same market.</summary>
    /// <exception cref="TradeMLException">A dial is out of range (bad input).</exception>
    public static SimulatedMarket Create(MarketConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        throw new InvalidOperationException("not yet");
    }

    /// <inheritdoc/>
    public BarSeries Bars(int securityIndex) => new(columns, starts[securityIndex], starts[securityIndex + 1] - starts[securityIndex]);
}
