using System.Collections.Concurrent;

namespace TradeML.VendorSim.Market.Macro;

/// <summary>
/// The economy around a market; the same market has the same economy. Series are made at first use. Thread-safe.
/// </summary>
internal sealed class MacroFacts(IMarketSource market)
{
    private readonly int seed = StableId.Seed(market.Securities[0].Id);
    private readonly ConcurrentDictionary<string, MacroSeries> made = new(StringComparer.Ordinal);
    private readonly Lazy<YieldCurve> curve = new(() => new YieldCurve(StableId.Seed(market.Securities[0].Id)));

    /// <summary>The par yield curve.</summary>
    public YieldCurve Curve => curve.Value;

    /// <summary>All series.</summary>
    public static IReadOnlyList<MacroDefinition> Definitions { get; } = [.. MacroCatalog.Periodic,
        .. MacroCatalog.Yields, MacroCatalog.Vix];

    /// <summary>The series of a name, or null; names are upper case.</summary>
    public MacroSeries? Find(string id) =>
        Definitions.FirstOrDefault(definition => definition.Id == id) is { } found
            ? made.GetOrAdd(id, _ => Make(found))
            : null;

    private MacroSeries Make(MacroDefinition definition)
    {
        if (definition == MacroCatalog.Vix) return DailySeries.OfVolatility(definition, Curve, seed);
        return definition.Frequency == "Daily"
            ? DailySeries.OfYield(definition, Curve)
            : PeriodicSeries.Create(definition, Curve, seed);
    }
}
