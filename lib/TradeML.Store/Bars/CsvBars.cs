using System.Globalization;
using TradeML.Core.Errors;

namespace TradeML.Store.Bars;

/// <summary>Reads bars from a CSV file with a header line: fields separated by commas, perhaps in double quotes, days as <c>YYYY-MM-DD</c>.</summary>
internal sealed class CsvBars
{
    private readonly BarPlace place;
    private readonly int symbolAt, dateAt, fields;
    private readonly (BarColumn Column, int At, List<double> Values)[] numbers;
    private readonly (string Name, int At, List<int> Codes, NameCodes Names)[] categories;
    private readonly List<int> symbol = [], day = [];
    private readonly NameCodes names = new();
    private readonly Range[] ranges;

    private CsvBars(BarPlace place, string header)
    {
        this.place = place;
        var columns = header.Split(',').Select(name => name.Trim().Trim('"').ToLowerInvariant()).ToList();
        place.RequireColumns(columns.Contains);
        (symbolAt, dateAt, fields) = (columns.IndexOf(BarColumn.Symbol), columns.IndexOf(BarColumn.Date), columns.Count);
        numbers = [.. BarColumn.All.Where(c => columns.Contains(c.Name)).Select(c => (c, columns.IndexOf(c.Name), new List<double>()))];
        categories = [.. BarColumn.Categories.Where(columns.Contains).Select(c => (c, columns.IndexOf(c), new List<int>(), new NameCodes()))];
        ranges = new Range[fields + 1];
    }

    internal static BarTable Read(string path, CancellationToken cancellationToken)
    {
        var place = new BarPlace(path, true);
        using var reader = new StreamReader(path);
        var header = reader.ReadLine() ?? throw place.Unreadable("The file is empty.");
        if (header.Contains('\0')) throw place.Unreadable("The file is no text.");
        var bars = new CsvBars(place, header);
        for (var row = 0; reader.ReadLine() is { } line; row++)
        {
            if ((row & 0xFFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            if (line.Length == 0 && reader.Peek() < 0) break;
            bars.Add(row, line);
        }

        return new(
            place, bars.names.Names, [.. bars.symbol], [.. bars.day], bars.numbers.ToDictionary(n => n.Column.Name, n => n.Values.ToArray()),
            bars.categories.ToDictionary(c => c.Name, c => (c.Codes.ToArray(), c.Names.Names)));
    }

    private void Add(int row, ReadOnlySpan<char> line)
    {
        var count = line.Split(ranges, ',');
        if (count != fields) throw place.Bad(row, "1", $"The line has {(count > fields ? "more" : "fewer")} fields than the header ({fields}).", "Correct the line.");
        var name = Field(line, symbolAt);
        if (name.Length == 0) throw place.Bad(row, BarColumn.Symbol, "Column 'symbol' is empty.", "Name the symbol of the row.");
        symbol.Add(names.Of(name.ToString()));
        var date = Field(line, dateAt);
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)) throw NoDay(row, date);
        day.Add(parsed.DayNumber);
        foreach (var (column, at, values) in numbers)
        {
            var text = Field(line, at);
            var value = double.NaN;
            if (text.Length > 0 && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
                throw place.Bad(row, column.Name, $"Column '{column.Name}' holds '{text}', which is not a number.", "Correct the row.");
            values.Add(value);
        }

        foreach (var (_, at, codes, found) in categories) codes.Add(Field(line, at) is { Length: > 0 } text ? found.Of(text.ToString()) : -1);
    }

    private ReadOnlySpan<char> Field(ReadOnlySpan<char> line, int at)
    {
        var text = line[ranges[at]].Trim();
        return text is ['"', .., '"'] ? text[1..^1] : text;
    }

    private TradeMLException NoDay(int row, ReadOnlySpan<char> text)
    {
        var isInstant = text.Length > 10 && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);
        return place.Bad(
            row, BarColumn.Date,
            text.Length == 0 ? "Column 'date' is empty."
            : isInstant ? $"Column 'date' holds '{text}', an instant; a daily bar is dated by the exchange's local day."
            : $"Column 'date' holds '{text}', which is not a day.",
            "Write days as YYYY-MM-DD, such as 2024-03-04.");
    }
}
