using TradeML.Proof.Worlds;
using TradeML.Research.Panels;
using TradeML.Store.Panels;

namespace TradeML.Proof.Subjects;

/// <summary>
/// A panel as history could have seen it, by the builder that training uses: every bar in the version that was known by
/// the close of its own session, corporate actions that were known by the close of their ex-date, facts as known at
/// each close. What came later is left out.
/// </summary>
internal static class WorldPanel
{
    /// <summary>The tables it looks at.</summary>
    internal static IReadOnlyList<string> Inputs { get; } =
    [
        WorldTables.Bars, WorldTables.Actions, WorldTables.Securities, WorldTables.Fundamentals,
        WorldTables.MarketValues, WorldTables.Sectors,
        WorldTables.Earnings,
    ];

    /// <summary>Builds the panel.</summary>
    /// <param name="world">The world; it must have bars.</param>
    public static Panel Build(MarketWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return PanelBuilder.Build(new WorldSource(world));
    }
}
