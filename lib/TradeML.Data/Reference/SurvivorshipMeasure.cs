using TradeML.Core.Time;
using TradeML.Lake;
using TradeML.Lake.Control;

namespace TradeML.Data.Reference;

/// <summary>Measures survivorship bias: today's members alone make the past look better than it was.</summary>
public static class SurvivorshipMeasure
{
    private const string Membership = "reference/index_membership";

    /// <summary>
    /// Measures a lake over a window: against reference/index_membership when it is there, and by its share of delisted
    /// symbols.
    /// </summary>
    /// <param name="lake">The lake.</param>
    /// <param name="start">First day.</param>
    /// <param name="end">First day after the window.</param>
    /// <param name="indexId">The index, for example <c>SP500</c>; null takes all stays of the table.</param>
    public static SurvivorshipCoverage Measure(DataLake lake, DateOnly start, DateOnly end, string? indexId = null)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var held = lake.Control.Read(r => r.Query<(string Symbol, long First, long Last)>(
            """
            SELECT symbol, MIN(first_day), MAX(last_day) FROM manifest
            WHERE table_name = 'raw/equities_bars' AND symbol IS NOT NULL AND first_day IS NOT NULL GROUP BY symbol
            """))
            .ToDictionary(h => h.Symbol, h => (UnixDay.ToDate(h.First), UnixDay.ToDate(h.Last)),
                StringComparer.Ordinal);
        var delisted = DelistedShare(lake, held.Keys);
        if (lake.Manifest.Files(Membership).Count == 0)
            return new SurvivorshipCoverage(null, delisted, [],
                "No index membership was imported, so the share of point-in-time members covered is unknown.");
        using var session = lake.OpenSession();
        session.Register(Membership);
        var rows = session.Query(
            """
            SELECT symbol, start_date, end_date FROM reference.index_membership WHERE $1 IS NULL OR index_id = $1
                ORDER BY symbol, start_date
            """, indexId);
        var (symbols, starts, ends) = (rows.Texts(0), rows.Dates(1), rows.NullableDates(2));
        var stays = Enumerable.Range(0, rows.RowCount).Select(i => new IndexStay(symbols[i]!, starts[i], ends[i]))
            .ToList();
        return Measure(stays, held, start, end, delisted, ExchangeCalendar.Xnys);
    }

    /// <summary>Share of member-days covered: pure.</summary>
    /// <param name="stays">Memberships.</param>
    /// <param name="held">First and last day, inclusive, of each symbol held.</param>
    /// <param name="start">First day.</param>
    /// <param name="end">First day after the window.</param>
    /// <param name="delistedShare">Passed through.</param>
    /// <param name="calendar">Sessions to count.</param>
    public static SurvivorshipCoverage Measure(
        IReadOnlyList<IndexStay> stays, IReadOnlyDictionary<string, (DateOnly First, DateOnly Last)> held,
        DateOnly start, DateOnly end,
        double? delistedShare, ExchangeCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(stays);
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(calendar);
        long all = 0, covered = 0;
        var missing = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var stay in stays)
        {
            var (from, to) = (Later(stay.Start, start), Earlier(stay.End ?? end, end));
            if (from >= to) continue;
            all += calendar.Count(from, to);
            var days = held.TryGetValue(stay.Symbol, out var span)
                ? calendar.Count(Later(from, span.First),
                    Later(Later(from, span.First), Earlier(to, span.Last.AddDays(1))))
                : 0;
            covered += days;
            missing[stay.Symbol] = missing.GetValueOrDefault(stay.Symbol, true) && days == 0;
        }

        return all == 0
            ? new SurvivorshipCoverage(null, delistedShare, [], "The index membership has no stay in the window.")
            : new SurvivorshipCoverage((double)covered / all, delistedShare,
                [.. missing.Where(m => m.Value).Select(m => m.Key)], null);
    }

    private static double? DelistedShare(DataLake lake, IReadOnlyCollection<string> held)
    {
        var assets = lake.Control
            .Read(r =>
                r.Query<(string Symbol, long Active)>("SELECT symbol, MAX(active) FROM listed_asset GROUP BY symbol"))
            .ToDictionary(a => a.Symbol, a => a.Active != 0, StringComparer.Ordinal);
        var known = held.Where(assets.ContainsKey).ToList();
        return known.Count == 0 ? null : (double)known.Count(s => !assets[s]) / known.Count;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
