using TradeML.Core.Contracts;
using TradeML.Lake.Writing;

namespace TradeML.Testing;

/// <summary>Made-up daily bars for the lake's tests.</summary>
public static class Bars
{
    public const string Table = "raw/equities_bars";

    public static readonly DateOnly Start = new(2024, 1, 2);

    public static TableContract Contract { get; } = ContractCatalog.LoadEmbedded()[Table];

    public static ColumnBatch Batch(
        string symbol, DateOnly start, int rows, double price = 100, DateTime? ingestedAt = null) => new(
            Contract,
            new Dictionary<string, Array>
            {
                ["date"] = Enumerable.Range(0, rows).Select(start.AddDays).ToArray(),
                ["symbol"] = Enumerable.Repeat(symbol, rows).ToArray(),
                ["open"] = Enumerable.Range(0, rows).Select(i => price + i).ToArray(),
                ["high"] = Enumerable.Range(0, rows).Select(i => price + i + 1).ToArray(),
                ["low"] = Enumerable.Range(0, rows).Select(i => price + i - 1).ToArray(),
                ["close"] = Enumerable.Range(0, rows).Select(i => price + i + 0.5).ToArray(),
                ["vwap"] = Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? double.NaN : price).ToArray(),
                ["volume"] = Enumerable.Range(0, rows).Select(i => 1000.0 + i).ToArray(),
                ["trades"] = Enumerable.Range(0, rows).Select(i => i % 2 == 0 ? (long?)null : i).ToArray(),
                ["session_id"] = Enumerable.Range(0, rows).Select(i => $"XNYS:{start.AddDays(i):yyyy-MM-dd}").ToArray(),
                ["ingested_at"] = Enumerable.Repeat(ingestedAt ?? new DateTime(2024, 3, 4, 21, 0, 0, DateTimeKind.Utc),
                    rows).ToArray(),
                ["source_name"] = Enumerable.Repeat("alpaca_sip", rows).ToArray(),
                ["source_uri"] = Enumerable.Repeat("https://example.org/bars", rows).ToArray(),
                ["api_version"] = Enumerable.Repeat("v2", rows).ToArray(),
            },
            rows);

    public static LakeFileSpec Spec(string symbol, DateOnly start, int rows) => new()
    {
        Table = Contract, Stem = $"{start:yyyy-MM-dd}_{start.AddDays(rows):yyyy-MM-dd}", Source = "alpaca_sip",
        Symbol = symbol,
        Partition = [("freq", "1d"), ("source", "alpaca_sip"), ("symbol", symbol)],
    };
}
