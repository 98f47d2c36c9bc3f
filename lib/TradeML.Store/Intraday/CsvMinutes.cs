using TradeML.Lake.Csv;

namespace TradeML.Store.Intraday;

/// <summary>Reads minute bars from a CSV file; instants are ISO 8601 with <c>Z</c> or an offset.</summary>
internal static class CsvMinutes
{
    private const int BatchRows = 65_536;

    internal static IEnumerable<MinuteBatch> Read(CsvFile file)
    {
        var at = file.Require(MinuteColumn.Needed, MinuteColumn.Vwap, MinuteColumn.Open);
        int[] numbers = [.. MinuteColumn.Numbers.Select(file.IndexOf)];
        while (Batch(file, at[0], at[1], numbers) is { Rows: > 0 } batch) yield return batch;
    }

    private static MinuteBatch Batch(CsvFile file, int symbolAt, int startAt, int[] at)
    {
        var (first, names, symbol, ticks) = (file.Rows, new List<string>(), new List<int>(BatchRows),
            new List<long>(BatchRows));
        List<double>?[] numbers = [.. at.Select(column => column < 0 ? null : new List<double>(BatchRows))];
        while (symbol.Count < BatchRows && file.Read())
        {
            var name = file.Name(symbolAt);
            if (names.Count == 0 || !name.SequenceEqual(names[^1])) names.Add(name.ToString());
            symbol.Add(names.Count - 1);
            ticks.Add(file.Instant(startAt)?.Ticks ?? long.MinValue);
            for (var column = 0; column < at.Length; column++) numbers[column]?.Add(file.Number(at[column]));
        }

        return new(first, names, [.. symbol], [.. ticks], [.. numbers.Select(values => values?.ToArray())]);
    }
}
