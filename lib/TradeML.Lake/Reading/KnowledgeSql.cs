using System.Globalization;
using TradeML.Core.Contracts;
using TradeML.Lake.DuckDb;

namespace TradeML.Lake.Reading;

/// <summary>The instant from which a row may be used, as an SQL expression.</summary>
public static class KnowledgeSql
{
    /// <summary>
    /// The knowledge time of a table's rows (TIMESTAMPTZ): the declared column, a day counting from its end in UTC,
    /// plus the lag.
    /// </summary>
    /// <param name="knowledge">What the contract declares, with a column.</param>
    /// <param name="table">The contract.</param>
    /// <param name="lag">Lag instead of the declared one; null for that.</param>
    public static string InstantOf(Knowledge knowledge, TableContract table, TimeSpan? lag = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(table);
        var column = Sql.Name(knowledge.Column!);
        var known = table.Find(knowledge.Column!)!.Type == ColumnType.Date
            ? $"(({column} + 1)::TIMESTAMP AT TIME ZONE 'UTC')"
            : column;
        var minutes = (lag ?? knowledge.Lag).TotalMinutes;
        return minutes == 0
            ? known
            : string.Create(CultureInfo.InvariantCulture, $"({known} + to_seconds({minutes * 60:R}))");
    }
}
