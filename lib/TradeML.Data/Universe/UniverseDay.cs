using TradeML.Lake;
using TradeML.Lake.Manifests;

namespace TradeML.Data.Universe;

/// <summary>One name's row of reference/universe on one day.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="SecurityId">Permanent id, or null where it is unknown.</param>
/// <param name="Eligible">Whether it might be traded.</param>
/// <param name="Reason">First condition that failed; null when eligible.</param>
/// <param name="AdvUsd">Mean dollar volume over the window (USD a day); NaN before the first full window.</param>
/// <param name="Sector">Sector as known on the day, or null.</param>
public sealed record UniverseDay(
    string Symbol, string? SecurityId, bool Eligible, string? Reason, double AdvUsd, string? Sector)
{
    /// <summary>The rows of a day by symbol; none when it is no session of the table.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="day">Local trading day.</param>
    public static IReadOnlyList<UniverseDay> Read(DataLake lake, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(lake);
        using var session = lake.OpenSession();
        session.Register(UniverseTable.Name, null, new FileFilter { Start = day, End = day.AddDays(1) });
        var rows = session.Query(
            "SELECT symbol, security_id, eligible, reason, adv_usd, sector FROM reference.universe WHERE date = $1 "
                + "ORDER BY symbol", day);
        var (symbols, ids, eligible, reasons, adv, sectors) = (rows.Texts(0), rows.Texts(1), rows.Bools(2),
            rows.Texts(3), rows.Doubles(4), rows.Texts(5));
        return [
            .. Enumerable.Range(0, rows.RowCount)
                .Select(i => new UniverseDay(symbols[i]!, ids[i], eligible[i], reasons[i], adv[i], sectors[i]))];
    }
}
