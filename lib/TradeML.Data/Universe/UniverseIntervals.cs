using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Data.Universe;

/// <summary>Reads reference/universe as eligibility intervals: the same facts in a few rows a name.</summary>
public static class UniverseIntervals
{
    // The rows on which eligibility or the security changes.
    private const string Sql = """
        SELECT symbol, security_id, date, eligible, reason FROM (
            SELECT symbol, security_id, date, eligible, reason, lag(eligible, 1, false) OVER w AS was,
                lag(security_id) OVER w AS id FROM reference.universe
            WHERE $1 IS NULL OR symbol = $1
            WINDOW w AS (PARTITION BY symbol ORDER BY date))
        WHERE eligible <> was OR (eligible AND security_id IS DISTINCT FROM id)
        ORDER BY symbol, date
        """;

    /// <summary>The intervals by symbol and day.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="symbol">One ticker, or null for all.</param>
    public static IReadOnlyList<UniverseInterval> Read(DataLake lake, string? symbol = null)
    {
        ArgumentNullException.ThrowIfNull(lake);
        using var session = lake.OpenSession();
        session.Register(UniverseTable.Name);
        return Read(session, symbol);
    }

    private static List<UniverseInterval> Read(DuckSession session, string? symbol)
    {
        var rows = session.Query(Sql, symbol);
        var (symbols, ids, days, eligible, reasons) = (rows.Texts(0), rows.Texts(1), rows.Dates(2), rows.Bools(3),
            rows.Texts(4));
        var intervals = new List<UniverseInterval>();
        for (var i = 0; i < rows.RowCount; i++)
        {
            if (!eligible[i]) continue;
            var ends = i + 1 < rows.RowCount && symbols[i + 1] == symbols[i];
            intervals.Add(
                new UniverseInterval(symbols[i]!, ids[i], days[i], ends ? days[i + 1] : null,
                    ends ? reasons[i + 1] ?? "SECURITY" : null));
        }

        return intervals;
    }
}
