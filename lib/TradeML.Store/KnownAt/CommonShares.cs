using TradeML.Data.Universe;
using TradeML.Lake;
using TradeML.Lake.Manifests;

namespace TradeML.Store.KnownAt;

/// <summary>
/// Leaves out of a universe what reference/universe knows to be no common share (SSOT §2.7): funds, preferred shares,
/// warrants, units and rights.
/// </summary>
public static class CommonShares
{
    /// <summary>
    /// The symbols without those that were no common share on any day of the window; all of them while there is no such
    /// table.
    /// </summary>
    public static IReadOnlyList<string> Among(
        DataLake lake, IReadOnlyList<string> symbols, DateOnly start, DateOnly end)
    {
        var files = new FileFilter { Start = start, End = end };
        if (lake.Manifest.Files(UniverseTable.Name, files).Count == 0) return symbols;
        using var session = lake.OpenSession();
        session.Register(UniverseTable.Name, null, files);
        var others = session.Query(
            "SELECT symbol FROM reference.universe WHERE date >= $1 AND date < $2 GROUP BY symbol HAVING NOT "
                + "bool_or(is_common)", start, end).Texts(0).ToHashSet(StringComparer.Ordinal);
        return others.Count == 0 ? symbols : [.. symbols.Where(s => !others.Contains(s))];
    }
}
