using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Parquet;

namespace TradeML.Lake.Reading;

/// <summary>
/// Writes the result of a query as Parquet through DuckDB's COPY, in the contract's columns and types.
/// </summary>
internal static class QueryParquet
{
    /// <summary>Writes the file; returns its row count.</summary>
    public static long Copy(DuckSession session, TableContract table, string sql, string path)
    {
        var columns = string.Join(", ", table.Columns.Select(c =>
            $"CAST({Value(c)} AS {ParquetLayout.SqlType(c.Type)}) AS {Sql.Name(c.Name)}"));
        return session.Execute(
            $"COPY (SELECT {columns} FROM (\n{sql}\n) AS source) TO {Sql.Text(path)} ({ParquetLayout.CopyOptions})");
    }

    /// <summary>
    /// Decodes the whole file once: its row count, its range of <c>date</c>, and that nothing is missing where the
    /// contract allows none.
    /// </summary>
    public static (long Rows, DateOnly? First, DateOnly? Last) Check(
        DuckSession session, TableContract table, string path)
    {
        var dated = table.Find("date") is { Type: ColumnType.Date };
        var counts = string.Join(", ", table.Columns.Select(c => $"COUNT({Sql.Name(c.Name)})"));
        var range = dated ? "MIN(\"date\"), MAX(\"date\")" : "NULL::DATE, NULL::DATE";
        var row = session.Query($"SELECT {range}, COUNT(*), {counts} FROM read_parquet({Sql.Text(path)})");
        var rows = row.Longs(2)[0];
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var missing = rows - row.Longs(3 + i)[0];
            if (missing > 0 && !table.Columns[i].Nullable)
                throw new TradeMLException(
                    ErrorKind.BadInput,
                    $"Column '{table.Columns[i].Name}' has no value in {missing} of {rows} rows, and the contract "
                        + "allows none to be missing.",
                    table.Name);
        }

        return (rows, row.NullableDates(0)[0], row.NullableDates(1)[0]);
    }

    // NaN is unknown, and unknown is NULL on disk.
    private static string Value(ColumnContract column) =>
        column.Type is ColumnType.Double or ColumnType.Float
            ? $"CASE WHEN isnan({Sql.Name(column.Name)}) THEN NULL ELSE {Sql.Name(column.Name)} END"
            : Sql.Name(column.Name);
}
