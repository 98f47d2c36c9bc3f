using TradeML.Core.Errors;
using TradeML.Core.Time;

namespace TradeML.VendorSim.Market;

/// <summary>
/// A market with known truth that follows from one seed: see <see cref="MarketConfig"/> for its dials.
/// </summary>
public sealed class SimulatedMarket : IMarketSource
{
    private readonly BarColumns columns;
    private readonly int[] starts;

    internal SimulatedMarket(
        MarketConfig config, IReadOnlyList<Security> securities, BarColumns columns, int[] starts,
        IReadOnlyList<CorporateAction> actions, MarketTruth truth)
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
    public string Description =>
        $"simulated market, seed {Config.Seed}, {Securities.Count} symbols, {FirstDay:yyyy-MM-dd} to "
            + $"{LastDay:yyyy-MM-dd}";

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

    /// <summary>
    /// What only the simulator knows, parallel to the bars: row <c>Bars(i).Start + k</c> belongs to bar k of security
    /// i.
    /// </summary>
    public MarketTruth Truth { get; }

    /// <summary>Makes the market of a configuration; the same configuration gives the same market.</summary>
    /// <exception cref="TradeMLException">A dial is out of range (bad input).</exception>
    public static SimulatedMarket Create(MarketConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var calendar = ExchangeCalendar.Xnys;
        Check(config.Symbols is >= 2 and <= 5000, nameof(config.Symbols), config.Symbols, "2 to 5000");
        Check(config.PlantedIc is >= 0 and <= 0.2, nameof(config.PlantedIc), config.PlantedIc, "0 to 0.2");
        Check(config.ListedAtStart is >= 0.05 and <= 1, nameof(config.ListedAtStart), config.ListedAtStart,
            "0.05 to 1");
        Check(config.DelistingsPerYear is >= 0 and <= 0.5, nameof(config.DelistingsPerYear), config.DelistingsPerYear,
            "0 to 0.5");
        Check(config.Start >= calendar.FirstDay && config.Start < config.End, nameof(config.Start), config.Start,
            $"{calendar.FirstDay:yyyy-MM-dd} to before the end");
        Check(config.End <= calendar.LastDay.AddDays(-60), nameof(config.End), config.End,
            $"to {calendar.LastDay.AddDays(-60):yyyy-MM-dd}");
        Check(calendar.Count(config.Start, config.End) >= 2, nameof(config.End), config.End,
            "at least two sessions after the start");
        return MarketSimulation.Run(config, calendar);
    }

    private static void Check(bool holds, string dial, object value, string range)
    {
        if (!holds)
            throw new TradeMLException(ErrorKind.BadInput,
                $"The dial {dial} of the simulated market is {value}; allowed is {range}.", dial, "Correct the value.");
    }

    /// <inheritdoc/>
    public BarSeries Bars(int securityIndex) =>
        new(columns, starts[securityIndex], starts[securityIndex + 1] - starts[securityIndex]);
}
