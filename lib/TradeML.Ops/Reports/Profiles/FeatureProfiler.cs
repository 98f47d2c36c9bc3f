using DuckDB.NET.Data;
using TradeML.Core.Errors;

namespace TradeML.Ops.Reports.Profiles;

/// <summary>
/// Measures the columns of feature or label files: what is known of each, and how it is distributed. NaN and NULL are
/// unknown.
/// </summary>
public static class FeatureProfiler
{
    /// <summary>Profiles every floating-point column of some Parquet files that are one table.</summary>
    /// <param name="paths">Parquet files with a <c>date</c> column; at least one.</param>
    /// <param name="familyOf">The family of a column by its name.</param>
    /// <param name="threads">Threads of the reading; null takes one a core.</param>
    /// <param name="ct">Stops between columns.</param>
    /// <exception cref="TradeMLException">Bad input: a file is missing, is no Parquet, or has no date or no
    /// floating-point column.</exception>
    public static IReadOnlyList<FeatureProfile> Measure(
        IReadOnlyList<string> paths, Func<string, string> familyOf, int? threads = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(familyOf);
        foreach (var path in paths)
            if (!File.Exists(path))
                throw new TradeMLException(ErrorKind.BadInput, "There is no such file.", path,
                    "Name a Parquet file that `ata features` wrote.");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        if (threads is { } most) Limit(connection, most);
        var files = paths.Select(p => $"'{p.Replace("'", "''", StringComparison.Ordinal)}'");
        var source = $"read_parquet([{string.Join(", ", files)}])";
        var columns = Columns(connection, source, paths[0]);
        if (!columns.Any(c => c is { Name: "date", Type: "DATE" }))
            throw new TradeMLException(ErrorKind.BadInput, "The file has no column 'date' of dates.", paths[0],
                "Profile a file that `ata features` or `ata labels` wrote.");
        var features = columns.Where(c => c.Type is "FLOAT" or "DOUBLE").Select(c => c.Name).ToList();
        if (features.Count == 0)
            throw new TradeMLException(ErrorKind.BadInput,
                "The file has no floating-point column, so there is nothing to profile.", paths[0]);
        var result = new List<FeatureProfile>(features.Count);
        foreach (var feature in features)
        {
            ct.ThrowIfCancellationRequested();
            result.Add(Profile(connection, source, feature, familyOf(feature)));
        }

        return result;
    }

    private static void Limit(DuckDBConnection connection, int threads)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SET threads = {threads}";
        command.ExecuteNonQuery();
    }

    private static List<(string Name, string Type)> Columns(DuckDBConnection connection, string source, string place)
    {
        try
        {
            return [.. Read(connection, $"DESCRIBE SELECT * FROM {source}", r => (r.GetString(0), r.GetString(1)))];
        }
        catch (DuckDBException fault)
        {
            throw new TradeMLException(ErrorKind.BadInput, "The file can't be read as Parquet.", place,
                "Name a Parquet file that `ata features` wrote.", fault);
        }
    }

    private static FeatureProfile Profile(DuckDBConnection connection, string source, string feature, string family)
    {
        var column = $"\"{feature.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var known = $"(SELECT date, CASE WHEN isnan({column}) THEN NULL ELSE {column}::DOUBLE END AS x FROM {source})";
        var months = Read(
            connection,
            $"SELECT date_trunc('month', date)::DATE AS m, count(*), count(x), quantile_cont(x, [0.05, 0.25, 0.5, "
                + $"0.75, 0.95]) AS q FROM {known} GROUP BY m ORDER BY m",
            r => Period(r)).ToList();
        return Read(
            connection,
            $"""
            SELECT count(*), count(x), min(date) FILTER (WHERE x IS NOT NULL), avg(x), stddev_samp(x),
                quantile_cont(x, [0.01, 0.5, 0.99]) FROM {known}
            """,
            r =>
            {
                var quantiles = Quantiles(r, 5, 3);
                return new FeatureProfile(
                    feature, family, r.GetInt64(0), Unknown(r.GetInt64(0), r.GetInt64(1)),
                    r.IsDBNull(2) ? null : r.GetFieldValue<DateOnly>(2), Number(r, 3), Number(r, 4),
                    quantiles[0], quantiles[1], quantiles[2], months);
            }).Single();
    }

    private static ProfilePeriod Period(DuckDBDataReader row)
    {
        var q = Quantiles(row, 3, 5);
        return new(row.GetFieldValue<DateOnly>(0), row.GetInt64(1), Unknown(row.GetInt64(1), row.GetInt64(2)), q[0],
            q[1], q[2], q[3], q[4]);
    }

    private static double Unknown(long rows, long known) => rows == 0 ? 1 : (rows - known) / (double)rows;

    private static double Number(DuckDBDataReader row, int column) =>
        row.IsDBNull(column) ? double.NaN : row.GetDouble(column);

    private static List<double> Quantiles(DuckDBDataReader row, int column, int count) =>
        row.IsDBNull(column) ? [.. Enumerable.Repeat(double.NaN, count)] : row.GetFieldValue<List<double>>(column);

    private static IEnumerable<T> Read<T>(DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return row((DuckDBDataReader)reader);
    }
}
