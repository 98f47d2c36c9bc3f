using TradeML.Lake.Csv;

namespace TradeML.Store.Bars;

/// <summary>Reads bars from a CSV file.</summary>
internal static class CsvBars
{
    internal static BarTable Read(string path, CancellationToken cancellationToken)
    {
        using var file = CsvFile.Open(path);
        var at = file.Require(BarColumn.Needed);
        var numbers = BarColumn.All.Select(c => (c.Name, At: file.IndexOf(c.Name), Values: new List<double>()))
            .Where(c => c.At >= 0).ToArray();
        var categories = BarColumn.Categories
            .Select(c => (Name: c, At: file.IndexOf(c), Codes: new List<int>(), Names: new NameCodes()))
            .Where(c => c.At >= 0).ToArray();
        var (names, symbol, day, last) = (new NameCodes(), new List<int>(), new List<int>(), "");
        while (file.Read())
        {
            if ((file.Rows & 0xFFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            var name = file.Name(at[0]);
            if (!name.SequenceEqual(last)) last = name.ToString();
            symbol.Add(names.Of(last));
            day.Add((file.Day(at[1]) ?? throw file.Empty(at[1])).DayNumber);
            foreach (var (_, column, values) in numbers) values.Add(file.Number(column));
            foreach (var (_, column, codes, found) in categories)
                codes.Add(file.TextOrNull(column) is { } text ? found.Of(text) : -1);
        }

        return new(
            new BarPlace(path, file.Lines), [.. names.Names], [.. symbol], [.. day],
            numbers.ToDictionary(n => n.Name, n => n.Values.ToArray()),
            categories.ToDictionary(c => c.Name, c => (c.Codes.ToArray(), c.Names.Names.ToArray())));
    }
}
