using TradeML.Core.Errors;

namespace TradeML.Data.Imports;

/// <summary>
/// Which column of a file of bars is what: by the names that Yahoo, Stooq, Alpha Vantage, Polygon and data frames
/// write, whatever their case, and by what the user says.
/// </summary>
internal sealed class BarLayout
{
    /// <summary>The numbers that a bar must have.</summary>
    internal static readonly string[] Numbers = ["open", "high", "low", "close", "volume"];

    private const string Nanoseconds = "window_start";
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>Words that name files of many symbols, not one.</summary>
    private static readonly string[] Words = ["BARS", "DATA", "DAILY", "PRICE", "STOCK", "OHLC", "EOD", "TEST", "FILE"];

    private static readonly string[] Times =
        ["timestamp", "datetime", "time", Nanoseconds, "", "index", "unnamed: 0", "__index_level_0__"];

    private static readonly Dictionary<string, string[]> Aliases = new()
    {
        ["date"] = ["date", "day", "trade_date", .. Times],
        ["ts"] = ["ts", .. Times],
        ["symbol"] = ["symbol", "ticker", "name", "act_symbol"],
        ["open"] = ["open", "o", "1. open"],
        ["high"] = ["high", "h", "2. high"],
        ["low"] = ["low", "l", "3. low"],
        ["close"] = ["close", "c", "4. close"],
        ["volume"] = ["volume", "vol", "v", "5. volume", "6. volume"],
        ["vwap"] = ["vwap", "vw"],
    };

    private readonly IReadOnlyList<string> written;
    private readonly Dictionary<string, int> at = [];

    private BarLayout(IReadOnlyList<string> written, string time) => (this.written, Time) = (written, time);

    /// <summary><c>date</c> or <c>ts</c>.</summary>
    internal string Time { get; }

    /// <summary>The symbol of all rows; null where a column names it.</summary>
    internal string? Symbol { get; private init; }

    /// <summary>Whether times are nanoseconds since 1970, as Polygon's flat files have them.</summary>
    internal bool IsEpoch => Plain(written[at[Time]]) == Nanoseconds;

    /// <summary>What was understood, as a line: each part of a bar and the column it comes from.</summary>
    internal string Understood => string.Join(", ",
    [
        .. at.Select(c => $"{c.Key}={(written[c.Value].Length == 0 ? "(no name)" : written[c.Value])}"),
        .. Symbol is null ? [] : (string[])[$"symbol {Symbol} for all rows"],
        .. written.Where((_, i) => !at.ContainsValue(i)).Select(name => $"{name} not read").Take(12),
    ]);

    /// <summary>Where a part of a bar is; −1 where it is not.</summary>
    internal int At(string part) => at.GetValueOrDefault(part, -1);

    /// <summary>Finds the parts of a bar.</summary>
    /// <param name="written">The file's columns.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What the user said.</param>
    /// <exception cref="TradeMLException">Bad input: a part has no column, or two.</exception>
    internal static BarLayout Of(IReadOnlyList<string> written, string path, BarFileOptions options)
    {
        var time = options.Minutes ? "ts" : "date";
        var named = options.Symbol is { } said ? Ticker(said) : null;
        var found = new Dictionary<string, int>();
        foreach (var part in (string[])[time, "symbol", .. Numbers, "vwap"])
        {
            var column = Find(part, written, path, options);
            if (column >= 0 && !(part == "symbol" && named is not null)) found[part] = column;
        }

        var missing = ((string[])[time, .. Numbers]).Where(part => !found.ContainsKey(part)).ToList();
        var symbol = found.ContainsKey("symbol") ? null : named ?? OfName(path);
        if (symbol is null && !found.ContainsKey("symbol")) missing.Insert(0, "symbol");
        if (missing.Count > 0)
            throw new TradeMLException(
                ErrorKind.BadInput, $"The file has no column {string.Join(", ", missing.Select(m => $"'{m}'"))}.",
                $"{Path.GetFileName(path)}, columns {string.Join(", ", written)}",
                $"It needs {time}, symbol, {string.Join(", ", Numbers)}; vwap is optional. Say which column is meant: "
                    + $"--map {missing[0]}=NAME{(missing[0] == "symbol" ? ", or --symbol TICKER" : "")}.");
        var layout = new BarLayout(written, time) { Symbol = symbol };
        foreach (var (part, column) in found) layout.at[part] = column;
        return layout;
    }

    /// <summary>
    /// A ticker as the lake has it: without the <c>.US</c> of Stooq, in capitals where it has none (aapl is AAPL; the p
    /// of the preferred ABRpD stays).
    /// </summary>
    internal static string Ticker(string text)
    {
        var ticker = text.EndsWith(".us", StringComparison.OrdinalIgnoreCase) ? text[..^3] : text;
        return ticker.Any(char.IsAsciiLetterUpper) ? ticker : ticker.ToUpperInvariant();
    }

    /// <summary>The exchange's local day of an instant.</summary>
    internal static DateOnly DayOf(DateTime utc) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, NewYork));

    /// <summary>A column's name as it is compared.</summary>
    internal static string Plain(string name) => name.Trim().Trim('<', '>').ToLowerInvariant();

    private static int Find(string part, IReadOnlyList<string> written, string path, BarFileOptions options)
    {
        if (options.Columns.TryGetValue(part, out var wanted))
        {
            for (var i = 0; i < written.Count; i++)
                if (written[i].Trim().Equals(wanted.Trim(), StringComparison.OrdinalIgnoreCase)) return i;
            throw new TradeMLException(ErrorKind.BadInput, $"The file has no column '{wanted}', which is to be {part}.",
                $"{Path.GetFileName(path)}, columns {string.Join(", ", written)}", "Correct --map.");
        }

        // The first alias that is there: a file with date and timestamp has its day in date.
        foreach (var alias in Aliases[part])
        {
            // One name twice is the reader's to refuse.
            var found = Enumerable.Range(0, written.Count).Where(i => Plain(written[i]) == alias)
                .DistinctBy(i => written[i].Trim(), StringComparer.OrdinalIgnoreCase).ToList();
            if (found.Count > 1)
                throw new TradeMLException(
                    ErrorKind.BadInput,
                    $"Two columns could be {part}: '{written[found[0]]}' and '{written[found[1]]}'.",
                    Path.GetFileName(path), $"Say which one is meant: --map {part}={written[found[0]]}.");
            if (found.Count == 1) return found[0];
        }

        return -1;
    }

    private static string? OfName(string path)
    {
        var name = Path.GetFileName(path);
        foreach (var ending in (string[])[".gz", ".csv", ".tsv", ".txt", ".parquet"])
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) name = name[..^ending.Length];
        var ticker = Ticker(name);
        var letters = ticker.Split('.', '-');
        var is1To5 = letters[0].Length is >= 1 and <= 5 && letters[0].All(char.IsAsciiLetterUpper);
        var isClass = letters.Length == 1 || (letters.Length == 2 && letters[1].Length is 1 or 2
            && letters[1].All(char.IsAsciiLetterUpper));
        return is1To5 && isClass && !Words.Contains(ticker) ? ticker : null;
    }
}
