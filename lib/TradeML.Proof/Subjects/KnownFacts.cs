using TradeML.Core.Contracts;
using TradeML.Lake.Reading;
using TradeML.Proof.Worlds;
using TradeML.Research.Panels;

namespace TradeML.Proof.Subjects;

/// <summary>The subjects that prove what a world knows beside bars, one for each kind of table that it has.</summary>
public static class KnownFacts
{
    /// <summary>The subjects of a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="contracts">The contracts of the lake's tables.</param>
    /// <param name="session">A session to run joins in; null leaves macro series and index members out.</param>
    /// <param name="threads">Threads to use, at least 1.</param>
    public static IEnumerable<IPointInTimeSubject> Of(
        MarketWorld world, ContractCatalog contracts, DuckSession? session, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(contracts);
        bool Has(string table) => world.Find(table) is not null;
        if (Has(WorldTables.Sectors))
            yield return new PanelFactSubject("sectors", PanelColumn.Sector, PanelColumn.Industry);
        if (Has(WorldTables.Fundamentals) || Has(WorldTables.MarketValues))
            yield return new PanelFactSubject("fundamentals: shares outstanding", PanelColumn.SharesOutstanding);
        if (Has(WorldTables.Earnings))
            yield return new PanelFactSubject("earnings dates", PanelColumn.SessionsToEarnings,
                PanelColumn.SessionsSinceEarnings);
        if (Has(WorldTables.Minutes)) yield return new IntradaySubject(threads);
        if (session is null) yield break;
        if (Has(WorldTables.Macro))
            yield return new JoinSubject("macro series", session, contracts["raw/macros_fred"], WorldTables.Macro,
                "value");
        if (Has(WorldTables.Membership))
            yield return new JoinSubject("index members", session, contracts["reference/index_membership"],
                WorldTables.Membership, "end_day");
    }
}
