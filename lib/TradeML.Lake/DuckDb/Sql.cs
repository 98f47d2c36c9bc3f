namespace TradeML.Lake.DuckDb;

/// <summary>Quotes names and texts for DuckDB where a parameter can't stand.</summary>
internal static class Sql
{
    public static string Name(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    public static string Text(string text) => '\'' + text.Replace("'", "''", StringComparison.Ordinal) + '\'';

    public static string Instant(DateTime utc) => $"TIMESTAMPTZ '{utc:yyyy-MM-dd HH:mm:ss.ffffff}+00'";
}
