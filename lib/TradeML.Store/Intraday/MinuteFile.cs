using System.Globalization;
using TradeML.Core.Errors;
using TradeML.Lake.Csv;
using TradeML.Research.Features.Intraday;
using TradeML.Store.Bars;

namespace TradeML.Store.Intraday;

/// <summary>
/// A file of minute bars, read a symbol at a time. Columns <c>symbol</c>, <c>ts</c> (the minute's start, an instant in
/// UTC), <c>high, low, close</c> (raw, USD), <c>volume</c> (shares) and perhaps <c>vwap</c> and
/// <c>open</c>; in any order, others are ignored. Rows are sorted by symbol (ordinal), then ts, and no minute comes
/// twice.
/// </summary>
internal static class MinuteFile
{
    private const string Sort = "Sort the file by symbol (by character code), then ts.";

    /// <summary>
    /// Reads and checks a CSV file (by its ending, see <see cref="CsvFile.IsCsv"/>) or a Parquet file; no more than one
    /// symbol and one row group is held.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads that decode a Parquet file, at least 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input, as soon as it is met: unreadable, empty, a column missing or of
    /// another type, a value that can't be, rows unsorted or doubled; names file, row (from 1) or line, and
    /// column.</exception>
    public static IEnumerable<MinuteSeries> Read(
        string path, int threads = 1, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(path))
            throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", path, "Check the path.");
        if (CsvFile.IsCsv(path)) return OfCsv(path, cancellationToken);
        var place = new BarPlace(path);
        return Series(place, ParquetMinutes.Read(place, threads, cancellationToken), cancellationToken);
    }

    private static IEnumerable<MinuteSeries> OfCsv(string path, CancellationToken cancellationToken)
    {
        using var file = CsvFile.Open(path);
        foreach (var series in Series(new BarPlace(path, file.Lines), CsvMinutes.Read(file), cancellationToken))
            yield return series;
    }

    private static IEnumerable<MinuteSeries> Series(
        BarPlace place, IEnumerable<MinuteBatch> batches, CancellationToken cancellationToken)
    {
        string? symbol = null;
        var start = new List<DateTime>();
        List<double>[] numbers = [.. MinuteColumn.Numbers[..^1].Select(_ => new List<double>())];
        MinuteSeries Finish()
        {
            var vwap = numbers[4].Count > 0 ? numbers[4].ToArray() : null;
            var series = MinuteSeries.Create(symbol!, [.. start], [.. numbers[0]], [.. numbers[1]], [.. numbers[2]],
                [.. numbers[3]], vwap);
            start.Clear();
            foreach (var column in numbers) column.Clear();
            return series;
        }

        foreach (var batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var row = 0; row < batch.Rows;)
            {
                var name = batch.Symbol[row] < 0
                    ? throw place.Bad(batch.First + row, MinuteColumn.Symbol, "Column 'symbol' is empty.",
                        "Name the symbol of the row.")
                    : batch.Names[batch.Symbol[row]];
                if (symbol is not null && name != symbol)
                {
                    if (string.CompareOrdinal(name, symbol) < 0)
                        throw place.Bad(batch.First + row, MinuteColumn.Symbol,
                            $"The rows are not sorted: {name} comes after {symbol}.", Sort);
                    yield return Finish();
                }

                if (name != symbol) place.RequireName(name, batch.First + row);
                symbol = name;
                var from = row;
                for (; row < batch.Rows && batch.Symbol[row] == batch.Symbol[from]; row++)
                    Add(place, batch, row, symbol, start);
                CheckShapes(place, batch, from..row);
                for (var column = 0; column < numbers.Length; column++)
                    if (batch.Numbers[column] is { } values) numbers[column].AddRange(values.AsSpan(from..row));
            }
        }

        if (symbol is null) throw place.Unreadable("The file holds no rows.");
        yield return Finish();
    }

    private static void CheckShapes(BarPlace place, MinuteBatch batch, Range rows)
    {
        ReadOnlySpan<double> Of(int column) => batch.Numbers[column] is { } values ? values.AsSpan(rows) : default;
        BarShape.Check(Of(MinuteColumn.Numbers.Length - 1), Of(0), Of(1), Of(2),
            batch.First + rows.Start.Value, place);
    }

    private static void Add(BarPlace place, MinuteBatch batch, int row, string symbol, List<DateTime> start)
    {
        var at = batch.First + row;
        if (batch.Ticks[row] == long.MinValue) throw place.Bad(at, MinuteColumn.Start, "Column 'ts' is empty.");
        if (batch.Ticks[row] < 0 || batch.Ticks[row] > DateTime.MaxValue.Ticks)
            throw place.Bad(at, MinuteColumn.Start, "Column 'ts' holds an instant outside the years 1 to 9999.");
        var instant = new DateTime(batch.Ticks[row], DateTimeKind.Utc);
        if (instant.Ticks % TimeSpan.TicksPerMinute != 0)
            throw place.Bad(at, MinuteColumn.Start,
                $"Column 'ts' holds {Text(instant)}, which is not the start of a minute.");
        if (start.Count > 0 && instant <= start[^1])
            throw instant == start[^1]
                ? place.Bad(at, MinuteColumn.Start, $"{symbol} has the minute {Text(instant)} twice.",
                    "Remove one of the two rows.")
                : place.Bad(at, MinuteColumn.Start, $"{symbol} goes back to {Text(instant)} after {Text(start[^1])}.",
                    Sort);
        start.Add(instant);
        for (var column = 0; column < batch.Numbers.Length; column++)
        {
            if (batch.Numbers[column] is not { } values) continue;
            var value = values[row];
            if (value > 0 && value < double.PositiveInfinity) continue;
            var name = MinuteColumn.Numbers[column];
            if (name == "volume" && value == 0) continue;
            if (name == MinuteColumn.Vwap && !double.IsPositiveInfinity(value))
            {
                values[row] = double.NaN; // unknown, as the lake has it
                continue;
            }

            var what = double.IsNaN(value)
                ? "has no value (or NaN)"
                : string.Create(CultureInfo.InvariantCulture, $"holds {value}");
            throw place.Bad(at, name,
                $"Column '{name}' {what}, where "
                    + $"{(name == "volume" ? "a number of at least 0" : "a positive price")} is needed.");
        }
    }

    private static string Text(DateTime instant) =>
        instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
