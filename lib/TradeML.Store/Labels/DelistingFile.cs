using System.Globalization;
using System.Text;
using TradeML.Core.Errors;
using TradeML.Research.Labels;

namespace TradeML.Store.Labels;

/// <summary>Reads ends of listings from a CSV file with a header: <c>symbol</c>, <c>delist_date</c> (first day without trading), <c>reason</c> and perhaps <c>exchange</c>; others are ignored.</summary>
public static class DelistingFile
{
    private static readonly string[] Needed = ["symbol", "delist_date", "reason"];

    /// <summary>Reads and checks the file; see <see cref="Delisting.ReasonOf"/> for the reasons.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TradeMLException">Bad input: not there, a column missing, a line with another number of fields, a date that is none; names line and column.</exception>
    public static IReadOnlyList<Delisting> Load(string path)
    {
        if (!File.Exists(path)) throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", path, "Check the path.");
        var file = Path.GetFileName(path);
        using var reader = new StreamReader(path);
        var header = Fields(reader.ReadLine() ?? "").ConvertAll(name => name.Trim().ToLowerInvariant());
        if (Array.Find(Needed, name => !header.Contains(name)) is { } missing)
            throw new TradeMLException(ErrorKind.BadInput, $"The file has no column '{missing}'.", $"{file}, line 1, column {missing}", $"It needs {string.Join(", ", Needed)}, in any order.");
        int symbol = header.IndexOf("symbol"), day = header.IndexOf("delist_date"), reason = header.IndexOf("reason"), exchange = header.IndexOf("exchange");
        var result = new List<Delisting>();
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0) continue;
            var fields = Fields(text);
            if (fields.Count != header.Count)
                throw Bad(file, line, "1", $"The line has {fields.Count} fields, the header {header.Count}.");
            if (fields[symbol].Length == 0) throw Bad(file, line, "symbol", "Column 'symbol' is empty.");
            if (!DateOnly.TryParseExact(fields[day], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                throw Bad(file, line, "delist_date", $"Column 'delist_date' holds '{fields[day]}', which is not a day.");
            result.Add(new(fields[symbol], date, Delisting.ReasonOf(fields[reason], exchange < 0 ? null : fields[exchange])));
        }

        return result;
    }

    private static TradeMLException Bad(string file, int line, string column, string message) =>
        new(ErrorKind.BadInput, message, $"{file}, line {line}, column {column}", "Correct the line; days are written as 2024-03-04.");

    /// <summary>Fields between commas; in double quotes a comma is text, and two quotes are one.</summary>
    private static List<string> Fields(string line)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
                else quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(line[i]);
        }

        fields.Add(field.ToString());
        return fields;
    }
}
