using System.Globalization;
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
    /// <param name="layoutOf">Makes the layout of its columns.</param>
    /// <exception cref="TradeMLException">Bad input: no CSV, a column missing, a cell that is no value of its type;
    /// names file, line and column.</exception>
    internal static BarLayout Load(ScratchDb db, string path, Func<IReadOnlyList<string>, BarLayout> layoutOf)
    {
        using var file = CsvFile.Open(path, "Correct the row; nothing of the file was imported.");
        var layout = layoutOf(file.Columns);
        db.CreateTable("import_bars", Batch(file, layout));
        while (Batch(file, layout) is var rows && rows[0].Values.Length > 0) db.AppendTo("import_bars", rows);
        return layout;
    }

    private static List<(string Name, Array Values)> Batch(CsvFile file, BarLayout layout)
    {
        int timeAt = layout.At(layout.Time), symbolAt = layout.At("symbol"), vwapAt = layout.At("vwap");
        int[] at = [.. BarLayout.Numbers.Select(layout.At)];
        var (row, day, instant, symbol, last, name) = (new List<long>(), new List<DateOnly>(), new List<DateTime>(),
            new List<string>(), "", layout.Symbol ?? "");
        var (numbers, vwap) = (at.Select(_ => new List<double>()).ToArray(), new List<double>());
        while (row.Count < BatchRows && file.Read())
        {
            row.Add(file.Line);
            if (layout.Time == "ts")
                instant.Add(layout.IsEpoch ? Epoch(file, timeAt) : file.Instant(timeAt) ?? throw file.Empty(timeAt));
            else day.Add(layout.IsEpoch ? BarLayout.DayOf(Epoch(file, timeAt)) : Day(file, timeAt));
            if (symbolAt >= 0 && file.Name(symbolAt) is var text && !text.SequenceEqual(last))
            {
                last = text.ToString();
                name = BarLayout.Ticker(last);
            }

            symbol.Add(name);
            for (var i = 0; i < numbers.Length; i++)
                numbers[i].Add(file.Text(at[i]).IsEmpty ? throw file.Empty(at[i]) : file.Number(at[i]));
            vwap.Add(vwapAt < 0 ? double.NaN : file.Number(vwapAt));
        }

        Array times = layout.Time == "ts" ? instant.ToArray() : day.ToArray();
        return
        [
            ("row", row.ToArray()), (layout.Time, times), ("symbol", symbol.ToArray()),
            .. numbers.Select((values, i) => (BarLayout.Numbers[i], (Array)values.ToArray())),
            ("vwap", vwap.ToArray()),
        ];
    }

    private static DateTime Epoch(CsvFile file, int column) =>
        long.TryParse(file.Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds)
            ? DateTime.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick)
            : throw file.Bad(column, $"'{file.Text(column)}' is not a number of nanoseconds since 1970.");

    private static DateOnly Day(CsvFile file, int column)
    {
        var day = file.Day(column) ?? throw file.Empty(column);
        return day < DateOnly.MaxValue
            ? day
            : throw file.Bad(column,
                $"Column '{file.Columns[column]}' holds '{file.Text(column)}', an open end and no session.");
    }
}
