using TradeML.Core.Errors;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Parquet.Foreign;

namespace TradeML.Data.Imports;

/// <summary>
/// A CSV or Parquet file of bars, loaded and checked as a whole before anything is taken from it: columns <c>date</c>
/// (daily bars) or <c>ts</c> (minute bars: the minute's start with a time zone), <c>symbol, open, high, low, close,
/// volume</c> and perhaps <c>vwap</c>, in any order.
/// </summary>
public sealed class BarFile : IDisposable
{
    private const string Vwap = "vwap", NothingTaken = "Correct the row; nothing of the file was imported.";
    private readonly string[] required;
    private readonly string key;
    private readonly ScratchDb db = new();
    private readonly string name;
    private readonly bool isCsv;

    private BarFile(string path, bool minutes)
    {
        key = minutes ? "ts" : "date";
        required = [key, "symbol", "open", "high", "low", "close", "volume"];
        Path = path;
        name = System.IO.Path.GetFileName(path);
        isCsv = !path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Loads and checks a file; nothing else is touched.</summary>
    /// <param name="path">The file.</param>
    /// <param name="minutes">Whether the bars are of a minute.</param>
    /// <exception cref="TradeMLException">Bad input: unreadable, a column missing, a cell that is no value of its type,
    /// a day twice; names file, row, column.</exception>
    public static BarFile Load(string path, bool minutes)
    {
        if (!File.Exists(path))
            throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", path, "Check the path.");
        var file = new BarFile(path, minutes);
        try
        {
            file.Load();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Whether the bars are of a minute.</summary>
    internal bool Minutes => key == "ts";

    /// <summary>Rows of the file.</summary>
    internal long Rows { get; private set; }

    /// <summary>Symbols in ordinal order.</summary>
    internal IReadOnlyList<string> Symbols { get; private set; } = [];

    /// <summary>
    /// The rows of one symbol in the order of time: row, day since 1970 or microsecond since 1970, open, high, low,
    /// close, volume, vwap.
    /// </summary>
    internal DuckColumns RowsOf(string symbol) => db.Query(
        $"SELECT row, ({(Minutes ? "epoch_us(ts)" : "date - DATE '1970-01-01'")})::BIGINT, open, high, low, "
            + $"close, volume, vwap FROM import_bars WHERE symbol = $1 ORDER BY {key}", symbol);

    /// <summary>How people call a row: its line in a CSV, its number in a Parquet file.</summary>
    internal string Place(long row) => isCsv ? $"{name}, line {row}" : $"{name}, row {row}";

    /// <summary>Writes the daily bars as a Parquet file, sorted by symbol and date, in the types of the lake.</summary>
    /// <param name="path">The file to write.</param>
    public void WriteDaily(string path) => db.Execute(
        $"COPY (SELECT symbol, date, open, high, low, close, round(volume)::BIGINT AS volume FROM import_bars "
            + $"ORDER BY symbol, date) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)");

    /// <inheritdoc/>
    public void Dispose() => db.Dispose();

    private void Load()
    {
        if (isCsv) CsvBarRows.Load(db, Path, required);
        else LoadParquet();
        RefuseDoubles();
        Rows = db.Query("SELECT COUNT(*) FROM import_bars").Longs(0)[0];
        Symbols = [
            .. db.Query("SELECT DISTINCT symbol FROM import_bars").Texts(0).Select(s => s!)
                .Order(StringComparer.Ordinal)];
        if (Rows == 0) throw new TradeMLException(ErrorKind.BadInput, "The file holds no rows.", name);
    }

    private void LoadParquet()
    {
        ColumnNeed[] needs =
        [
            new(key, Minutes ? CellKind.Instant : CellKind.Day), new("symbol", CellKind.Text),
            .. required.Skip(2).Select(column => new ColumnNeed(column, CellKind.Number)),
            new(Vwap, CellKind.Number, Required: false),
        ];
        var file = ForeignParquet.Open(db, Path, needs, NothingTaken);
        var vwap = file.Columns.Any(c => c.Name == Vwap) ? Vwap : $"NULL::DOUBLE AS {Vwap}";
        db.Execute(
            $"CREATE OR REPLACE TEMP TABLE import_bars AS SELECT row, {string.Join(", ", required)}, {vwap} "
                + $"FROM ({file.Select})");
        foreach (var column in required) RefuseEmpty(column);
    }

    private void RefuseEmpty(string column)
    {
        var empty = db.Query(
            $"SELECT min(row) FROM import_bars WHERE {column} IS NULL{(column == "symbol" ? " OR symbol = ''" : "")}");
        if (empty.NullableLongs(0)[0] is { } row)
            throw new TradeMLException(ErrorKind.BadInput, $"Column '{column}' is empty.",
                $"{Place(row)}, column {column}", NothingTaken);
    }

    private void RefuseDoubles()
    {
        var twice = db.Query($"""
            SELECT symbol, strftime({key}, '{(Minutes ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%d")}'), MIN(row), MAX(row)
            FROM import_bars GROUP BY symbol, {key} HAVING COUNT(*) > 1 ORDER BY MAX(row) LIMIT 1
            """);
        if (twice.RowCount == 0) return;
        throw new TradeMLException(
            ErrorKind.BadInput,
            $"{twice.Texts(0)[0]} has the {(Minutes ? "minute" : "day")} {twice.Texts(1)[0]} twice, first at "
                + $"{Place(twice.Longs(2)[0])}.",
            $"{Place(twice.Longs(3)[0])}, column {key}", "Remove one of them; nothing of the file was imported.");
    }
}
