using TradeML.Core.Errors;
using TradeML.Lake.Csv;
using TradeML.Lake.DuckDb;

namespace TradeML.Data.Imports;

/// <summary>
/// Brings the bars of a CSV file into a table <c>import_bars</c>, with the line of each as its row.
/// </summary>
internal static class CsvBarRows
{
    private const int BatchRows = 65_536;

    /// <summary>Reads the whole file.</summary>
    /// <param name="db">The database.</param>
    /// <param name="path">The file.</param>
    /// <param name="needed">Columns it must have: <c>date</c> or <c>ts</c>, symbol, then numbers.</param>
    /// <exception cref="TradeMLException">Bad input: no CSV, a column missing, a cell that is no value of its type;
    /// names file, line and column.</exception>
    internal static void Load(ScratchDb db, string path, IReadOnlyList<string> needed)
    {
        using var file = CsvFile.Open(path, "Correct the row; nothing of the file was imported.");
        var at = file.Require(needed, "vwap");
        db.CreateTable("import_bars", Batch(file, needed, at));
        while (Batch(file, needed, at) is var rows && rows[0].Values.Length > 0) db.AppendTo("import_bars", rows);
    }

    private static List<(string Name, Array Values)> Batch(CsvFile file, IReadOnlyList<string> needed, int[] at)
    {
        var vwapAt = file.IndexOf("vwap");
        var (row, day, instant, symbol, last) = (new List<long>(), new List<DateOnly>(), new List<DateTime>(),
            new List<string>(), "");
        var (numbers, vwap) = (needed.Skip(2).Select(_ => new List<double>()).ToArray(), new List<double>());
        while (row.Count < BatchRows && file.Read())
        {
            row.Add(file.Line);
            if (needed[0] == "ts") instant.Add(file.Instant(at[0]) ?? throw file.Empty(at[0]));
            else day.Add(Day(file, at[0]));
            var name = file.Name(at[1]);
            if (!name.SequenceEqual(last)) last = name.ToString();
            symbol.Add(last);
            for (var i = 0; i < numbers.Length; i++)
                numbers[i].Add(file.Text(at[i + 2]).IsEmpty ? throw file.Empty(at[i + 2]) : file.Number(at[i + 2]));
            vwap.Add(vwapAt < 0 ? double.NaN : file.Number(vwapAt));
        }

        Array times = needed[0] == "ts" ? instant.ToArray() : day.ToArray();
        return
        [
            ("row", row.ToArray()), (needed[0], times), ("symbol", symbol.ToArray()),
            .. numbers.Select((values, i) => (needed[i + 2], (Array)values.ToArray())), ("vwap", vwap.ToArray()),
        ];
    }

    private static DateOnly Day(CsvFile file, int column)
    {
        var day = file.Day(column) ?? throw file.Empty(column);
        return day < DateOnly.MaxValue
            ? day
            : throw file.Bad(column,
                $"Column 'date' holds '{file.Text(column)}', which stands for an open end and is no db.");
    }
}
