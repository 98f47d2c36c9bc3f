using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Lake;
using TradeML.Lake.Writing;

namespace TradeML.Proof.Tests.Worlds;

/// <summary>
/// Facts of some symbols in a lake: filings, market values, earnings plans and reports, sectors, a ticker that passed
/// on.
/// </summary>
internal static class FactRows
{
    internal static async Task WriteAsync(DataLake lake, string[] symbols, DateOnly start)
    {
        DateOnly Day(int after) => start.AddDays(after);
        DateTime At(int after) => Day(after).ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
        foreach (var symbol in symbols)
        {
            await WriteAsync(lake, "raw/company_facts", symbol, 3, i => new()
            {
                ["taxonomy"] = "dei", ["tag"] = "EntityCommonStockSharesOutstanding", ["unit"] = "shares",
                ["value"] = 1e6 * (i + 1), ["period_end"] = Day(90 * i),
                ["filed"] = Day((90 * i) + 40), ["accession"] = $"{symbol}-{i}", ["ingested_at"] = At(700),
            });
            await WriteAsync(lake, "raw/market_cap", symbol, 3,
                i =>
                    new()
                    {
                        ["date"] = Session(Day(50 + (90 * i))), ["market_cap"] = 6e7,
                        ["ingested_at"] = At(53 + (90 * i))
                    });
            await WriteAsync(lake, "raw/earnings", symbol, 6, i => new()
            {
                ["report_date"] = Day(60 + (90 * (i / 2)) + (i % 2)), ["hour"] = i % 4 == 1 ? "bmo" : "amc",
                ["fiscal_end"] = Day(90 * (i / 2)),
                ["eps_actual"] = i % 2 == 1 ? 1.5 : double.NaN,
                ["ingested_at"] = At(i % 2 == 1 ? 700 : 30 + (90 * (i / 2))),
            });
        }

        await WriteAsync(lake, "reference/sectors", null, 2 * symbols.Length, i => new()
        {
            ["security_id"] = symbols[i / 2] + "#", ["symbol"] = symbols[i / 2],
            ["start_date"] = Day(20 + (200 * (i % 2))), ["sector"] = i % 3 == 0 ? "Energy" : "Health",
            ["industry"] = i % 2 == 0 ? "Oil" : "Drugs", ["known_at"] = At(25 + (200 * (i % 2))),
        });
        await WriteAsync(lake, "reference/securities", null, 2, i => new()
        {
            ["security_id"] = i == 0 ? "first" : "second", ["symbol"] = symbols[1], ["start_date"] = Day(300 * i),
            ["start_basis"] = "Declared",
            ["is_common"] = true, ["known_at"] = At(700),
        });
        await WriteAsync(lake, "reference/index_membership", null, symbols.Length, i => new()
        {
            ["index_id"] = "TEST", ["symbol"] = symbols[i], ["start_date"] = Day(30), ["known_at"] = At(700),
        });
        await WriteAsync(lake, "raw/macros_fred", null, 6, i => new()
        {
            ["series_id"] = "CPI", ["observation_date"] = Day(30 * (i / 2)),
            ["vintage_date"] = Day((30 * (i / 2)) + 45 + (30 * (i % 2))), ["value"] = 100.0 + i,
            ["ingested_at"] = At(700),
        });
    }

    private static DateOnly Session(DateOnly day) =>
        ExchangeCalendar.Xnys[ExchangeCalendar.Xnys.IndexAtOrAfter(day)].Date;

    private static Task WriteAsync(
        DataLake lake, string table, string? symbol, int rows, Func<int, Dictionary<string, object>> of)
    {
        var contract = lake.Contracts[table];
        var values = Enumerable.Range(0, rows).Select(of).ToArray();
        var columns = new Dictionary<string, Array>();
        foreach (var name in values[0].Keys)
            columns[name] = values[0][name] switch
            {
                double => values.Select(v => (double)v[name]).ToArray(),
                bool => values.Select(v => (bool)v[name]).ToArray(),
                DateTime => values.Select(v => (DateTime)v[name]).ToArray(),
                DateOnly when contract.Find(name)!.Nullable =>
                    values.Select(v => (DateOnly?)(DateOnly)v[name]).ToArray(),
                DateOnly => values.Select(v => (DateOnly)v[name]).ToArray(),
                _ => values.Select(v => (string)v[name]).ToArray(),
            };
        foreach (var column in contract.Columns.Where(c => !c.Nullable && !columns.ContainsKey(c.Name)))
            columns[column.Name] = column.Type == ColumnType.Long ? Enumerable.Repeat(1L, rows).ToArray()
                : Enumerable.Repeat(column.Name == "symbol" ? symbol! : "test", rows).ToArray();
        (string, string)[] partition = table.StartsWith("raw/", StringComparison.Ordinal)
            ? [("source", "test"),
                .. contract.Partitioning.Contains("symbol=") ? [("symbol", symbol!)] : Array.Empty<(string, string)>(),
                .. contract.Partitioning.Contains("series_id=")
                    ? [("series_id", "CPI")]
                    : Array.Empty<(string, string)>()]
                : [];
        return lake.Writer.WriteAsync(
            new LakeFileSpec
            {
                Table = contract, Stem = symbol ?? "all", Partition = partition,
                Source = partition.Length > 0 ? "test" : null, Symbol = symbol,
                First = new DateOnly(2020, 1, 1), Last = new DateOnly(2022, 12, 31),
            }, new ColumnBatch(contract, columns, rows));
    }
}
