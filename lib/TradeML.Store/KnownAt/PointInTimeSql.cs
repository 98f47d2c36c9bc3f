using TradeML.Core.Contracts;

namespace TradeML.Store.KnownAt;

/// <summary>Writes the SQL of a point-in-time join.</summary>
public static class PointInTimeSql
{
    /// <summary>The SELECT of a join.</summary>
    /// <param name="join">What is joined and how.</param>
    /// <param name="table">The table of facts.</param>
    /// <param name="known">SQL of the instant from which a row may be used.</param>
    public static string Of(PointInTimeJoin join, TableContract table, string known)
    {
        var keys = join.On.Select(o => Name(o.Right)).ToList();
        var only = join.Only.Count == 0
            ? ""
            : $" WHERE {string.Join(" AND ", join.Only.Select(o => $"{Name(o.Column)} = {Text(o.Value)}"))}";
        var newest = join.Latest.Select(l => $"{Name(l)} DESC").Append("first_at DESC").Append("version DESC")
            .Concat(table.Find("source_name") is null ? [] : ["source_name"]);
        // Of what became known at one moment the newest period and statement of it; then only what is not older than
        // anything known before.
        var age = $"row({string.Join(", ", join.Latest.Take(1).Select(Name).Append("first_at"))})";
        var steps = $"(FROM one QUALIFY {age} >= max({age}) OVER ({Window(keys)} ROWS UNBOUNDED PRECEDING))";
        var take = join.Take.Select(t => $"r.{Name(t)} AS {Name(join.Prefix + t)}")
            .Append($"r.usable_at AS {Name(join.Prefix + "known_at")}");
        var on = join.On.Select(o => $"l.{Name(o.Left)} = r.{Name(o.Right)}")
            .Append($"l.{Name(join.Instant)} >= r.usable_at");
        return $"""
            WITH known AS ({known}), one AS (
                FROM known{only}
                QUALIFY row_number()
                    OVER (PARTITION BY {string.Join(", ", keys.Append("usable_at"))}
                    ORDER BY {string.Join(", ", newest)}) = 1
            ), numbered AS (SELECT *, row_number() OVER () AS left_row FROM {join.Left})
            SELECT l.* EXCLUDE (left_row), {string.Join(", ", take)}
            FROM numbered l ASOF LEFT JOIN {steps} r ON {string.Join(" AND ", on)}
            ORDER BY l.left_row
            """;
    }

    private static string Window(List<string> keys) =>
        (keys.Count == 0 ? "" : $"PARTITION BY {string.Join(", ", keys)} ") + "ORDER BY usable_at";

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
