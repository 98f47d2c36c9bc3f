using TradeML.Core.Errors;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Parquet.Foreign;

namespace TradeML.Data.Imports;

/// <summary>
/// A CSV or Parquet file of bars, loaded and checked as a whole before anything is taken from it: columns <c>date</c>
/// (daily bars) or <c>ts</c> (minute bars: the minute's start with a time zone), <c>symbol, open, high, low, close,
/// volume</c> and perhaps <c>vwap</c>, in any order and by their usual names (<see cref="BarLayout"/>).
/// </summary>
public sealed class BarFile : IDisposable
{
    private const string Vwap = "vwap", NothingTaken = "Correct the row; nothing of the file was imported.";
    private readonly BarFileOptions options;
    private readonly string key;
    private readonly ScratchDb db = new();
    private readonly string name;
    private readonly bool isCsv;

    private BarFile(string path, BarFileOptions options)
    {
        this.options = options;
        key = options.Minutes ? "ts" : "date";
        Path = path;
        name = System.IO.Path.GetFileName(path);
        isCsv = !path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Loads and checks a file; nothing else is touched.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the user says about it; null: daily bars.</param>
    /// <exception cref="TradeMLException">Bad input: unreadable, a column missing, a cell that is no value of its type,
    /// a day twice; names file, row, column.</exception>
    public static BarFile Load(string path, BarFileOptions? options = null)
    {
        if (!File.Exists(path))
            throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", path, "Check the path.");
        var file = new BarFile(path, options ?? new());
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
    public long Rows { get; private set; }

    /// <summary>Which column was taken for what.</summary>
    public string Understood { get; private set; } = "";

    /// <summary>Symbols in ordinal order.</summary>
    public IReadOnlyList<string> Symbols { get; private set; } = [];

    /// <summary>
    /// The rows of one symbol in the order of time: row, day since 1970 or microsecond since 1970, open, high, low,
    /// close, volume, vwap.
    /// </summary>
    internal DuckColumns RowsOf(string symbol) => db.Query(
        $"SELECT row, ({(Minutes ? "epoch_us(ts)" : "date - DATE '1970-01-01'")})::BIGINT, open, high, low, "
            + $"close, volume, vwap FROM import_bars WHERE symbol = $1 ORDER BY {key}", symbol);

    /// <summary>The first and the last day (of UTC) of each symbol.</summary>
    public IReadOnlyList<(string Symbol, DateOnly First, DateOnly Last)> Spans()
    {
        var spans = db.Query(
            $"SELECT symbol, min({key})::DATE, max({key})::DATE FROM import_bars GROUP BY symbol ORDER BY symbol");
        return [.. spans.Texts(0).Select((s, i) => (s!, spans.Dates(1)[i], spans.Dates(2)[i]))];
    }

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
        Understood = (isCsv ? CsvBarRows.Load(db, Path, LayoutOf) : LoadParquet()).Understood;
        RefuseNames();
        RefuseDoubles();
        Rows = db.Query("SELECT COUNT(*) FROM import_bars").Longs(0)[0];
        Symbols = [
            .. db.Query("SELECT DISTINCT symbol FROM import_bars").Texts(0).Select(s => s!)
                .Order(StringComparer.Ordinal)];
        if (Rows == 0) throw new TradeMLException(ErrorKind.BadInput, "The file holds no rows.", name);
    }

    private BarLayout LayoutOf(IReadOnlyList<string> written) => BarLayout.Of(written, Path, options);

    private BarLayout LoadParquet()
    {
        var written = ForeignParquet.NamesOf(db, Path);
        var layout = LayoutOf(written);
        string[] parts = [.. ((string[])[key, "symbol", .. BarLayout.Numbers, Vwap]).Where(p => layout.At(p) >= 0)];
        string Name(string part) => ForeignParquet.Plain(written[layout.At(part)]);
        if (layout.IsEpoch)
            throw new TradeMLException(ErrorKind.BadInput, "Nanoseconds since 1970 are read from a CSV only.",
                $"{name}, column {Name(key)}", "Write the column as a timestamp in UTC, or as a date.");
        var file = ForeignParquet.Open(db, Path, [.. parts.Select(p => new ColumnNeed(
            Name(p), p == key ? Minutes ? CellKind.Instant : CellKind.Day
                : p == "symbol" ? CellKind.Text : CellKind.Number))], NothingTaken);
        string Column(string part, string absent) =>
            layout.At(part) < 0 ? absent : $"\"{Name(part).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var symbol = layout.Symbol is { } s ? $"'{s.Replace("'", "''", StringComparison.Ordinal)}'"
            : $"regexp_replace({Column("symbol", "")}, '\\.us$', '', 'i')";
        db.Execute(
            $"CREATE OR REPLACE TEMP TABLE import_bars AS SELECT row, {Column(key, "")} AS {key}, CASE WHEN "
                + $"regexp_matches({symbol}, '[A-Z]') THEN {symbol} ELSE upper({symbol}) END AS symbol, "
                + string.Join(", ", BarLayout.Numbers.Select(n => $"{Column(n, "")} AS {n}"))
                + $", {Column(Vwap, "NULL::DOUBLE")} AS {Vwap} FROM ({file.Select})");
        foreach (var part in (string[])[key, "symbol", .. BarLayout.Numbers]) RefuseEmpty(part);
        return layout;
    }

    private void RefuseEmpty(string column)
    {
        var empty = db.Query(
            $"SELECT min(row) FROM import_bars WHERE {column} IS NULL{(column == "symbol" ? " OR symbol = ''" : "")}");
        if (empty.NullableLongs(0)[0] is { } row)
            throw new TradeMLException(ErrorKind.BadInput, $"Column '{column}' is empty.",
                $"{Place(row)}, column {column}", NothingTaken);
    }

    // A column called name may hold companies.
    private void RefuseNames()
    {
        var named = db.Query(
            @"SELECT row, symbol FROM import_bars WHERE regexp_matches(symbol, '\s') ORDER BY row LIMIT 1");
        if (named.RowCount > 0)
            throw new TradeMLException(ErrorKind.BadInput, $"'{named.Texts(1)[0]}' is no ticker: it has a blank.",
                $"{Place(named.Longs(0)[0])}, column symbol",
                "Say which column holds the ticker, --map symbol=NAME, or name it with --symbol TICKER.");
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
