using TradeML.Core.Errors;
using TradeML.Data.Reference;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Reading;

namespace TradeML.Data.Imports;

/// <summary>
/// A CSV or Parquet file of bars, loaded into a session and checked as a whole before anything is taken from it:
/// columns <c>date</c> (daily bars) or <c>ts</c> (minute bars: the minute's start with a time zone), <c>symbol, open,
/// high, low, close, volume</c> and perhaps <c>vwap</c>, in any order.
/// </summary>
internal sealed class BarFile
{
    private readonly string[] required;
    private readonly string key;
    private readonly DuckSession session;
    private readonly string path;
    private readonly string name;
    private readonly bool isCsv;

    private BarFile(DuckSession session, string path, bool minutes)
    {
        this.session = session;
        key = minutes ? "ts" : "date";
        required = [key, "symbol", "open", "high", "low", "close", "volume"];
        this.path = path;
        name = Path.GetFileName(path);
        isCsv = !path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Loads and checks a file.</summary>
    /// <exception cref="TradeMLException">Bad input: unreadable, a column missing, a cell that is no value of its type,
    /// a day twice; names file, row, column.</exception>
    public static BarFile Load(DuckSession session, string path, bool minutes)
    {
        if (!File.Exists(path))
            throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", path, "Check the path.");
        var file = new BarFile(session, path, minutes);
        file.Load();
        return file;
    }

    /// <summary>Rows of the file.</summary>
    public long Rows { get; private set; }

    /// <summary>Symbols in ordinal order.</summary>
    public IReadOnlyList<string> Symbols { get; private set; } = [];

    /// <summary>
    /// The rows of one symbol in the order of time: row, day since 1970 or microsecond since 1970, open, high, low,
    /// close, volume, vwap.
    /// </summary>
    public DuckColumns RowsOf(string symbol) => session.Query(
        $"SELECT row, ({(key == "ts" ? "epoch_us(ts)" : "date - DATE '1970-01-01'")})::BIGINT, open, high, low, "
            + $"close, volume, vwap FROM import_bars WHERE symbol = $1 ORDER BY {key}", symbol);

    /// <summary>How people call a row: its line in a CSV, its number in a Parquet file.</summary>
    public string Place(long row) => isCsv ? $"{name}, line {row}" : $"{name}, row {row}";

    private void Load()
    {
        if (isCsv) CsvBarRows.Load(session, path, required);
        else LoadParquet();
        RefuseDoubles();
        Rows = session.Query("SELECT COUNT(*) FROM import_bars").Longs(0)[0];
        Symbols = [
            .. session.Query("SELECT DISTINCT symbol FROM import_bars").Texts(0).Select(s => s!)
                .Order(StringComparer.Ordinal)];
        if (Rows == 0) throw new TradeMLException(ErrorKind.BadInput, "The file holds no rows.", name);
    }

    private void LoadParquet()
    {
        try
        {
            session.Execute(
                $"CREATE OR REPLACE TEMP TABLE import_text AS SELECT row_number() OVER () AS \"#row\", * FROM "
                    + $"read_parquet({ReferenceSql.Quote(path)})");
        }
        catch (TradeMLException e)
        {
            throw new TradeMLException(ErrorKind.BadInput, $"The file can't be read: {e.Message.Split('\n')[0]}", name,
                "It must be a CSV with a header line, or a Parquet file.", e);
        }

        var columns = session.Query("SELECT column_name FROM (DESCRIBE import_text)").Texts(0).Select(c => c!).ToList();
        string? Find(string wanted) => columns.Find(c => c.Trim().Equals(wanted, StringComparison.OrdinalIgnoreCase));
        var missing = required.Where(r => Find(r) is null).ToList();
        if (missing.Count > 0)
            throw new TradeMLException(
                ErrorKind.BadInput, $"The file has no column {string.Join(", ", missing.Select(m => $"'{m}'"))}.", name,
                $"It needs {string.Join(", ", required)}; vwap is optional.");
        string Cast(string column, string type) =>
            Find(column) is { } c ? $"TRY_CAST({Quote(c)} AS {type}) AS {column}" : $"NULL::{type} AS {column}";
        session.Execute($"""
            CREATE OR REPLACE TEMP TABLE import_bars AS
            SELECT "#row" AS row, {(key == "ts" ? Instant(Find("ts")!) : Cast("date", "DATE"))},
                TRIM({Quote(Find("symbol")!)}) AS symbol, {Cast("open", "DOUBLE")}, {Cast("high", "DOUBLE")},
                   {Cast("low", "DOUBLE")}, {Cast("close", "DOUBLE")}, {Cast("volume", "DOUBLE")},
                       {Cast("vwap", "DOUBLE")}
            FROM import_text
            """);
        foreach (var column in required) RefuseUnreadable(column, Find(column)!);
        session.Execute("DROP TABLE import_text");
    }

    private void RefuseUnreadable(string column, string asWritten)
    {
        var bad = session.Query($"""
            SELECT b.row, CAST(t.{Quote(asWritten)} AS VARCHAR) FROM import_bars b
                JOIN import_text t ON t."#row" = b.row
            WHERE b.{column} IS NULL{(column == "symbol" ? " OR b.symbol = ''" : "")} ORDER BY b.row LIMIT 1
            """);
        if (bad.RowCount == 0) return;
        var text = bad.Texts(1)[0];
        var wanted = column switch
        {
            "date" => "a day such as 2024-03-04",
            "ts" => "an instant with its time zone, such as 2024-03-04T14:30:00Z",
            "symbol" => "a ticker",
            _ => "a number"
        };
        throw new TradeMLException(
            ErrorKind.BadInput,
            string.IsNullOrEmpty(text)
                ? $"Column '{column}' is empty."
                : $"Column '{column}' holds '{text}', which is not {wanted}.",
            $"{Place(bad.Longs(0)[0])}, column {column}", "Correct the row; nothing of the file was imported.");
    }

    private void RefuseDoubles()
    {
        var twice = session.Query($"""
            SELECT symbol, strftime({key}, '{(key == "ts" ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%d")}'), MIN(row), MAX(row)
            FROM import_bars GROUP BY symbol, {key} HAVING COUNT(*) > 1 ORDER BY MAX(row) LIMIT 1
            """);
        if (twice.RowCount == 0) return;
        throw new TradeMLException(
            ErrorKind.BadInput,
            $"{twice.Texts(0)[0]} has the {(key == "ts" ? "minute" : "day")} {twice.Texts(1)[0]} twice, first at "
                + $"{Place(twice.Longs(2)[0])}.",
            $"{Place(twice.Longs(3)[0])}, column {key}", "Remove one of them; nothing of the file was imported.");
    }

    // Without a zone a time may be the exchange's or UTC: it is no instant.
    private static string Instant(string column) =>
        $"CASE WHEN regexp_matches(TRIM(CAST({Quote(column)} AS VARCHAR)), "
            + $"'\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d(:?\\d\\d)?)$') THEN TRY_CAST({Quote(column)} AS "
            + "TIMESTAMPTZ) END AS ts";

    private static string Quote(string column) => $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
