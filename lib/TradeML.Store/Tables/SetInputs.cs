using TradeML.Lake;
using TradeML.Research.Features;
using TradeML.Research.Labels;
using TradeML.Research.Panels;
using TradeML.Store.Features;

namespace TradeML.Store.Tables;

/// <summary>
/// What each year of a set is made from: a stored year of the same inputs, settings and code is the year that would be
/// computed.
/// </summary>
internal static class SetInputs
{
    /// <summary>Hash of what each year of a feature set depends on.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="set">The feature set.</param>
    /// <param name="threads">Threads, at least 1; the hashes do not depend on it.</param>
    internal static Dictionary<int, string> OfFeatures(Panel panel, FeatureSetConfig set, int threads) =>
        new PanelYears(panel, threads).Behind(FeatureReach.Rows(set));

    /// <summary>Hash of what each year of a label set depends on.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="set">The label set.</param>
    /// <param name="delistings">Ends of listings that are known.</param>
    /// <param name="threads">Threads, at least 1; the hashes do not depend on it.</param>
    internal static Dictionary<int, string> OfLabels(
        Panel panel, LabelSetOptions set, IReadOnlyList<Delisting> delistings, int threads)
    {
        var bySymbol = delistings.ToLookup(d => d.Symbol, d => $"{d.Day:yyyy-MM-dd} {d.Reason}",
            StringComparer.Ordinal);
        // A horizon in rows may reach any number of sessions ahead.
        var ahead = set.Anchor == "session" ? set.Horizon + set.EndedAfterSessions : panel.Sessions.Length;
        return new PanelYears(panel, threads)
            .Ahead(ahead, set.Kind == "triple_barrier", symbol => string.Join(' ', bySymbol[symbol]));
    }

    /// <summary>The ends of listings that <c>reference/delistings</c> holds.</summary>
    /// <param name="lake">The lake.</param>
    internal static List<Delisting> Delistings(DataLake lake)
    {
        using var session = lake.OpenSession();
        session.Register("reference/delistings");
        var rows = session.Query(
            "SELECT symbol, delist_date, reason FROM reference.delistings ORDER BY symbol, delist_date");
        var (symbols, days, reasons) = (rows.Texts(0), rows.Dates(1), rows.Texts(2));
        return [.. symbols.Select((symbol, i) => new Delisting(symbol!, days[i], Delisting.ReasonOf(reasons[i])))];
    }
}
