using TradeML.Core.Errors;
using TradeML.Lake;

namespace TradeML.Proof.Worlds;

/// <summary>
/// Tables of the lake as a world. History that the lake fetched later counts as known when the market published it:
/// bars at the close of their session, actions, delistings, index members and takers of tickers at the open of their
/// day, reports at the close of theirs, filings and macro vintages when their day has ended. What arrived late while
/// the lake was collecting, every revision, and what only a vendor said (plans, market values, sectors) counts from its
/// arrival.
/// </summary>
public static class LakeWorld
{
    /// <summary>Loads the tables.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="start">First local day of bars; null for all.</param>
    /// <param name="end">First local day no longer; null for all.</param>
    /// <param name="symbols">Symbols; null for all.</param>
    /// <exception cref="TradeMLException">Data missing: there are no curated bars.</exception>
    public static MarketWorld Load(
        DataLake lake, DateOnly? start = null, DateOnly? end = null, IReadOnlyList<string>? symbols = null)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var bars = LakeBars.Load(lake, start, end, symbols);
        var names = bars.Symbol.ToHashSet(StringComparer.Ordinal);
        IEnumerable<WorldTable> others = [LakeEvents.Actions(lake, bars), LakeEvents.Delistings(lake, bars),
            .. LakeKnowledge.Load(lake, names)];
        return new(
            [bars,
                .. others.Select(table => table.Name == WorldTables.Macro ? table : Only(table, names))
                    .Where(table => table.Rows > 0)]);
    }

    private static WorldTable Only(WorldTable table, HashSet<string> symbols) =>
        table.Take([.. Enumerable.Range(0, table.Rows).Where(row => symbols.Contains(table.Symbol[row]))]);
}
