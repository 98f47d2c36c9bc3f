using TradeML.Core.Errors;

namespace TradeML.VendorSim.Market.Files;

/// <summary>Reads daily prices from Parquet and checks their order.</summary>
internal static class PriceFileReader
{
    public static async Task<(string[] Symbols, int[] Starts, BarColumns Columns)> ReadAsync(
        string file, CancellationToken cancellationToken)
    {
        await using var parquet = await ParquetColumns.OpenAsync(file, cancellationToken);
        if (parquet.Rows == 0)
            throw new TradeMLException(ErrorKind.BadInput, "The price file has no rows.", file,
                "Give a file with daily bars.");
        var dates = await parquet.ReadAsync<DateTime>("date", cancellationToken);
        var days = new int[dates.Length];
        for (var i = 0; i < dates.Length; i++) days[i] = DateOnly.FromDateTime(dates[i]).DayNumber;
        var (symbols, starts) = Order(file, await parquet.ReadAsync<ReadOnlyMemory<char>>("symbol", cancellationToken),
            days);
        var columns = new BarColumns
        {
            Day = days,
            Open = await parquet.ReadAsync<double>("open", cancellationToken),
            High = await parquet.ReadAsync<double>("high", cancellationToken),
            Low = await parquet.ReadAsync<double>("low", cancellationToken),
            Close = await parquet.ReadAsync<double>("close", cancellationToken),
            Volume = await parquet.ReadAsync<long>("volume", cancellationToken),
        };
        return (symbols, starts, columns);
    }

    private static (string[] Symbols, int[] Starts) Order(string file, ReadOnlyMemory<char>[] names, int[] days)
    {
        var symbols = new List<string>();
        var starts = new List<int>();
        var current = default(ReadOnlyMemory<char>);
        for (var row = 0; row < names.Length; row++)
        {
            var name = names[row].Span;
            if (row > 0 && name.SequenceEqual(current.Span))
            {
                if (days[row] > days[row - 1]) continue;
                var day = DateOnly.FromDayNumber(days[row]);
                throw days[row] == days[row - 1]
                    ? Bad(file, row, "date", $"The symbol {names[row]} has two rows for {day:yyyy-MM-dd}.",
                        "Remove one of them.")
                    : Bad(file, row, "date", $"The symbol {names[row]} goes back to {day:yyyy-MM-dd}.",
                        "Sort the file by symbol and date.");
            }

            if (row > 0 && name.SequenceCompareTo(current.Span) < 0)
                throw Bad(file, row, "symbol", $"The symbol {names[row]} comes after {current}.",
                    "Sort the file by symbol (ordinal) and date.");
            current = names[row];
            symbols.Add(names[row].ToString());
            starts.Add(row);
        }

        starts.Add(names.Length);
        return ([.. symbols], [.. starts]);
    }

    private static TradeMLException Bad(string file, int row, string column, string message, string remedy) =>
        new(ErrorKind.BadInput, message, $"{file}, row {row + 1}, column '{column}'", remedy);
}
