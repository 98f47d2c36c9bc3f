using TradeML.Core.Contracts;
using TradeML.Lake.Reading;

namespace TradeML.Store.KnownAt;

/// <summary>
/// Every version of every row of a table with the instant from which it could be used, <c>usable_at</c>, and that of
/// its first version, <c>first_at</c>.
/// </summary>
internal static class KnownRows
{
    public static string Select(DuckSession session, TableContract table, TimeSpan? lag, DateTime? asOf)
    {
        var name = table.Name.Replace('/', '.');
        var declared = KnowledgeSql.InstantOf(table.Knowledge!, table, lag);
        if (table.Find("ingested_at") is null)
        {
            session.Register(table.Name, asOf);
            return $"SELECT *, {declared} AS first_at, {declared} AS usable_at, 1 AS version FROM {name}";
        }

        // A vendor that overwrites in place shows today's value for every past day: only its first version was there
        // when the row says so.
        session.RegisterVersions(table.Name, asOf);
        var key = table.Key.Concat(table.Find("source_name") is null ? [] : (string[])["source_name"]).Distinct();
        return $"""
            SELECT *, CASE WHEN version = 1 THEN first_at ELSE greatest(first_at, ingested_at) END AS usable_at
            FROM (SELECT *, {declared} AS first_at,
                rank() OVER (PARTITION BY {string.Join(", ", key.Select(k => $"\"{k}\""))} ORDER BY ingested_at)
                AS version
                  FROM {name}_versions)
            """;
    }
}
