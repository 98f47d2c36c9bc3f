using TradeML.Lake.DuckDb;

namespace TradeML.Lake.Parquet.Foreign;

/// <summary>
/// Turns cells of whatever type DuckDB finds in a Parquet file into ours; NULL where that can't be done. Texts are read
/// as the cells of a CSV are.
/// </summary>
internal static class CellSql
{
    private const string Blank = "' ' || chr(9) || chr(10) || chr(13) || chr(160)";

    private const string Number =
        @"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$|^[+-]?([iI]nfinity)$|^[nN]a[nN]$";

    private static readonly string[] Integers =
        ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"];

    /// <summary>The type in the file that is written for a kind.</summary>
    internal static string TypeOf(CellKind kind) => kind switch
    {
        CellKind.Text => "VARCHAR",
        CellKind.Day => "DATE",
        CellKind.Instant => "TIMESTAMPTZ",
        _ => "DOUBLE",
    };

    /// <summary>An expression for a cell; null where the type can't be of that kind.</summary>
    /// <param name="column">The column, quoted.</param>
    /// <param name="type">Its type in DuckDB.</param>
    /// <param name="kind">What is wanted.</param>
    internal static string? Of(string column, string type, CellKind kind) => kind switch
    {
        CellKind.Text when type == "VARCHAR" => Trimmed(column),
        CellKind.Text when type == "BLOB" => Trimmed($"TRY(decode({column}))"),
        CellKind.Day when type == "DATE" => Finite(column, column, "DATE"),
        CellKind.Day when IsLocalTime(type) =>
            $"CASE WHEN date_trunc('day', {column}::TIMESTAMP) = {column}::TIMESTAMP THEN "
                + $"{Finite($"{column}::TIMESTAMP::DATE", $"{column}::TIMESTAMP", "DATE")} END",
        CellKind.Day when type == "VARCHAR" => Matching(
            column, @"^\d{8}$|^\d{4}[-/]\d{1,2}[-/]\d{1,2}([ T]00:00:00)?$",
            $"TRY_CAST(replace(regexp_replace(regexp_replace({Trimmed(column)}, '[ T].*$', ''), "
                + @"'^(\d{4})(\d\d)(\d\d)$', '\1-\2-\3'), '/', '-') AS DATE)"),
        CellKind.Instant when type == "TIMESTAMP WITH TIME ZONE" => Finite(column, column, "TIMESTAMPTZ"),
        CellKind.Instant when type == "VARCHAR" => Matching(
            column, @"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$",
            $"TRY_CAST({Trimmed(column)} AS TIMESTAMPTZ)"),
        CellKind.Number when type is "DOUBLE" or "FLOAT" || Array.IndexOf(Integers, type) >= 0
            || type.StartsWith("DECIMAL", StringComparison.Ordinal) => $"{column}::DOUBLE",
        CellKind.Number when type == "VARCHAR" =>
            Matching(column, Number, $"TRY_CAST({Trimmed(column)} AS DOUBLE)"),
        _ => null,
    };

    /// <summary>Whether a column holds timestamps without a zone.</summary>
    internal static bool IsLocalTime(string type) =>
        type is "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS";

    /// <summary>Whether a cell that holds something is none of its kind.</summary>
    internal static string IsBad(string column, string cell, ColumnNeed need)
    {
        var unreadable = $"({column} IS NOT NULL AND {cell} IS NULL";
        if (need.Kind != CellKind.Text) return $"{unreadable} AND {Trimmed($"{column}::VARCHAR")} <> '')";
        return need.Required ? $"{unreadable}) OR regexp_matches({cell}, '[\"[:cntrl:]]')" : $"{unreadable})";
    }

    private static string Finite(string value, string tested, string type) =>
        $"CASE WHEN isfinite({tested}) AND {tested} >= {type} '0001-01-01' AND {tested} < {type} '9999-12-31' "
            + $"THEN {value} END";

    private static string Trimmed(string text) => $"trim({text}, {Blank})";

    private static string Matching(string column, string pattern, string value) =>
        $"CASE WHEN regexp_matches({Trimmed(column)}, {Sql.Text(pattern)}) THEN {value} END";
}
