using System.Globalization;
using TradeML.Core.Errors;
using TradeML.Lake.Csv;

namespace TradeML.Data.Imports;

/// <summary>
/// A CSV of splits and dividends, read whole before anything is taken from it: columns <c>symbol, ex_date,
/// event_type</c> (SPLIT or DIVIDEND), <c>ratio</c> (new shares per old) and <c>amount</c> (USD per share).
/// </summary>
public sealed class ActionFile
{
    private ActionFile(string path, List<FileAction> events) => (Path, Events) = (path, events);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its events, in the order of symbol and day.</summary>
    internal IReadOnlyList<FileAction> Events { get; }

    /// <summary>Reads and checks a file; nothing else is touched.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TradeMLException">Bad input: names line and column.</exception>
    public static ActionFile Load(string path)
    {
        using var file = CsvFile.Open(path, "Correct the line; nothing was imported.");
        var at = file.Require(["symbol", "ex_date", "event_type"], "ratio", "amount");
        int ratioAt = file.IndexOf("ratio"), amountAt = file.IndexOf("amount");
        var events = new List<FileAction>();
        var seen = new HashSet<(string, string, DateOnly, double)>();
        while (file.Read())
        {
            var symbol = BarLayout.Ticker(file.Name(at[0]).ToString());
            var day = file.Day(at[1]) ?? throw file.Empty(at[1]);
            var type = file.Name(at[2]).ToString().ToUpperInvariant();
            var valueAt = type == "SPLIT" ? ratioAt : type == "DIVIDEND" ? amountAt
                : throw file.Bad(at[2], $"The event type '{type}' is neither SPLIT nor DIVIDEND.");
            var value = valueAt < 0 ? double.NaN : file.Number(valueAt);
            if (!(value > 0 && double.IsFinite(value)))
                throw file.Bad(valueAt < 0 ? at[2] : valueAt, type == "SPLIT"
                    ? "A split needs a ratio above 0 (2 is two new shares for one)."
                    : "A dividend needs an amount above 0.");
            if (!seen.Add((symbol, type, day, value)))
                throw file.Bad(at[0], $"The {type} of {symbol} on {day:yyyy-MM-dd} stands there twice.");
            events.Add(new(symbol, day, type, value, file.Line));
        }

        return new(path, [.. events.OrderBy(e => e.Symbol, StringComparer.Ordinal).ThenBy(e => e.Day)]);
    }

    /// <summary>An event, and the line it stands on.</summary>
    internal sealed record FileAction(string Symbol, DateOnly Day, string Type, double Value, long Line)
    {
        /// <summary>What tells it from others of the day.</summary>
        internal string Id => string.Create(CultureInfo.InvariantCulture, $"{Type}-{Day:yyyyMMdd}-{Value}");
    }
}
