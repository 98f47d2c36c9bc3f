using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Writing;

namespace TradeML.Data.Reference.Securities;

/// <summary>
/// Imports the user's own list of securities into raw/securities: what <c>ata import securities</c> does. Lines with an id or a window settle who had a ticker when;
/// lines without say name, class, sector and industry only. A later import replaces an earlier one whole; both stay in the lake.
/// </summary>
public static class SecuritiesImport
{
    /// <summary>Name of the raw table.</summary>
    public const string Table = "raw/securities";

    private static readonly string[] Dates = ["start_date", "end_date", "sector_since"];
    private static readonly string[] Known = ["symbol", "security_id", "start_date", "end_date", "name", "exchange", "asset_class", "cik", "sector", "industry", "sector_since"];

    /// <summary>Imports a CSV file with a column <c>symbol</c> and any of security_id, start_date, end_date (exclusive), name, exchange, asset_class, cik, sector, industry,
    /// sector_since; other columns are left out.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="path">The file.</param>
    /// <param name="sectorsSince">From which day sectors may be used where the file has no <c>sector_since</c>: the user answers for it. Null: from the day of the import.</param>
    /// <param name="time">Clock.</param>
    /// <param name="ct">Stops before anything is written.</param>
    /// <returns>Number of lines imported.</returns>
    /// <exception cref="TradeMLException">Bad input: no such file, no column symbol, a cell that is no day; names line and column.</exception>
    public static async Task<int> RunAsync(DataLake lake, string path, DateOnly? sectorsSince, TimeProvider time, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(time);
        if (!File.Exists(path)) throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", path, "Check the path.");
        using var session = lake.OpenSession();
        Load(session, path);
        var shape = session.Query("SELECT column_name FROM duckdb_columns() WHERE table_name = 'import_securities'");
        var columns = shape.Texts(0).Select(c => c!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!columns.Contains("symbol"))
            throw new TradeMLException(ErrorKind.BadInput, "The file has no column 'symbol'.", path + ":1", $"Name the columns in the first line; known are {string.Join(", ", Known)}.");
        foreach (var date in Dates.Where(columns.Contains)) Check(session, path, date, $"{date} IS NOT NULL AND try_strptime({date}, '%Y-%m-%d') IS NULL", "is no day like 2024-03-04");
        if (columns.Contains("start_date") && columns.Contains("end_date")) Check(session, path, "end_date", "end_date <= start_date", "is not a day after start_date");
        Check(session, path, "symbol", "symbol IS NULL OR trim(symbol) = ''", "is empty; every line names a ticker");
        string Column(string name) => columns.Contains(name) ? name : "NULL::VARCHAR";
        string Day(string name) => columns.Contains(name) ? $"try_strptime({name}, '%Y-%m-%d')::DATE" : "NULL::DATE";
        var rows = session.Query(
            $"""
            SELECT trim(symbol), coalesce({Column("security_id")}, {Column("start_date")}, ''), {Column("security_id")}, {Day("start_date")}, {Day("end_date")}, {Column("name")}, {Column("exchange")},
                   {Column("asset_class")}, {Column("cik")}, {Column("sector")}, {Column("industry")}, coalesce({Day("sector_since")}, $1::DATE)
            FROM import_securities ORDER BY 1, 2, "#row"
            """, sectorsSince);
        if (rows.RowCount == 0) throw new TradeMLException(ErrorKind.BadInput, "The file holds no line.", path);
        var doubled = session.Query($"SELECT trim(symbol), max(\"#row\") FROM import_securities GROUP BY trim(symbol), coalesce({Column("security_id")}, {Column("start_date")}, '') HAVING count(*) > 1 LIMIT 1");
        if (doubled.RowCount > 0)
            throw new TradeMLException(ErrorKind.BadInput, $"{doubled.Texts(0)[0]} stands there twice without an id or start date that tells the lines apart.", $"{path}:{doubled.Longs(1)[0] + 1}");
        ct.ThrowIfCancellationRequested();
        await lake.Writer.WriteAsync(Spec(lake), Batch(lake.Contracts[Table], rows, path, time), null, ct).ConfigureAwait(false);
        return rows.RowCount;
    }

    private static void Load(Lake.Reading.DuckSession session, string path)
    {
        try
        {
            session.Execute(
                $"""
                CREATE OR REPLACE TEMP TABLE import_securities AS
                SELECT row_number() OVER () AS "#row", * FROM read_csv({ReferenceSql.Quote(path)}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"')
                """);
        }
        catch (TradeMLException e) when (e.Kind == ErrorKind.BadInput)
        {
            throw new TradeMLException(
                ErrorKind.BadInput, $"The file can't be read as CSV: {e.Message.Split('\n')[0]}", path, "It needs a first line of column names, commas between cells and \" around text with commas.", e);
        }
    }

    private static void Check(Lake.Reading.DuckSession session, string path, string column, string wrong, string sentence)
    {
        var bad = session.Query($"SELECT \"#row\", {column} FROM import_securities WHERE {wrong} ORDER BY 1 LIMIT 1");
        if (bad.RowCount > 0)
            throw new TradeMLException(ErrorKind.BadInput, $"Column '{column}' {sentence}: '{bad.Texts(1)[0]}'.", $"{path}:{bad.Longs(0)[0] + 1}", "Mend the line; nothing was imported.");
    }

    private static LakeFileSpec Spec(DataLake lake) => new() { Table = lake.Contracts[Table], Stem = "securities", Partition = [("source", "file")], Source = "file" };

    private static ColumnBatch Batch(TableContract contract, DuckColumns rows, string path, TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        return new(contract, new Dictionary<string, Array>
        {
            ["symbol"] = rows.Texts(0), ["claim"] = rows.Texts(1), ["security_id"] = rows.Texts(2), ["start_date"] = rows.NullableDates(3), ["end_date"] = rows.NullableDates(4),
            ["name"] = rows.Texts(5), ["exchange"] = rows.Texts(6), ["asset_class"] = rows.Texts(7), ["cik"] = rows.Texts(8), ["sector"] = rows.Texts(9), ["industry"] = rows.Texts(10),
            ["sector_since"] = rows.NullableDates(11),
            ["ingested_at"] = Enumerable.Repeat(at, rows.RowCount).ToArray(), ["source_name"] = Enumerable.Repeat<string?>("file", rows.RowCount).ToArray(),
            ["source_uri"] = Enumerable.Repeat<string?>("file:" + Uri.EscapeDataString(Path.GetFileName(path)), rows.RowCount).ToArray(),
            ["api_version"] = Enumerable.Repeat<string?>("1", rows.RowCount).ToArray(),
        }, rows.RowCount);
    }
}
