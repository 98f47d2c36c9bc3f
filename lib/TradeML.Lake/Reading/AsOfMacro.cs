using DuckDB.NET.Data;

namespace TradeML.Lake.Reading;

/// <summary>
/// The SQL table function <c>as_of(table, instant)</c>. DuckDB binds <c>query(text)</c> as if the text stood in its
/// place, so filters reach the files; the text comes from a function of this process.
/// </summary>
internal static class AsOfMacro
{
    public const string Sql =
        """
        CREATE MACRO as_of(table_name, instant) AS TABLE
        SELECT * FROM query(as_of_select(table_name, CAST(CAST(instant AS TIMESTAMPTZ) AS TIMESTAMP)))
        """;

    public static void RegisterFunction(DuckDBConnection connection, Func<string, DateTime, string> select) =>
        connection.RegisterScalarFunction<string, DateTime, string>("as_of_select", (arguments, result, rows) =>
        {
            for (ulong i = 0; i < rows; i++)
            {
                var instant = DateTime.SpecifyKind(arguments[1].GetValue<DateTime>(i), DateTimeKind.Utc);
                result.WriteValue(select(arguments[0].GetValue<string>(i), instant), i);
            }
        });
}
