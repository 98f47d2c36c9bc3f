using TradeML.Core.Errors;
using TradeML.Lake.Csv;
using TradeML.Research.Labels;

namespace TradeML.Store.Labels;

/// <summary>
/// Reads ends of listings from a CSV file with a header: <c>symbol</c>, <c>delist_date</c> (first day without trading),
/// <c>reason</c> and perhaps <c>exchange</c>; others are ignored.
/// </summary>
public static class DelistingFile
{
    /// <summary>Reads and checks the file; see <see cref="Delisting.ReasonOf"/> for the reasons.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TradeMLException">Bad input: not there, a column missing, a line with another number of fields,
    /// a date that is none; names line and column.</exception>
    public static IReadOnlyList<Delisting> Load(string path)
    {
        using var file = CsvFile.Open(path, "Correct the line; days are written as 2024-03-04.");
        var at = file.Require(["symbol", "delist_date", "reason"], "exchange");
        var exchange = file.IndexOf("exchange");
        var result = new List<Delisting>();
        while (file.Read())
        {
            var symbol = file.Name(at[0]).ToString();
            var day = file.Day(at[1]) ?? throw file.Empty(at[1]);
            result.Add(new(symbol, day, Delisting.ReasonOf(file.TextOrNull(at[2]) ?? "", file.TextOrNull(exchange))));
        }

        return result;
    }
}
