using TradeML.Lake.Control;
using TradeML.Lake.Partitions;
using TradeML.Lake.Writing;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Recovery;

/// <summary>
/// What an ingest and a curation do to a lake, as stages that each end in one commit and may be done again.
/// </summary>
internal static class CrashScenario
{
    public static IReadOnlyList<Func<DataLake, Task>> Stages { get; } =
    [
        lake => Ingest(lake, "AAPL", 100),
        lake => Curate(lake, 1),
        lake => Curate(lake, 2),
        lake => lake.Partitions.ExportAsync(),
    ];

    /// <summary>Everything a reader could see, as one text.</summary>
    public static string Digest(DataLake lake) => lake.Control.Read(r => string.Join('\n',
        r.Query<string>("SELECT path || ' ' || sha256 || ' ' || rows FROM manifest ORDER BY path")
            .Concat(
                r.Query<string>(
                    "SELECT table_name || ' ' || COALESCE(symbol, '') || ' ' || dt || ' ' || status || ' ' || "
                        + "row_count FROM partition_status ORDER BY 1"))
            .Concat(r.Query<string>("SELECT name || '=' || value FROM bookmarks ORDER BY name"))));

    private static Task Ingest(DataLake lake, string symbol, double price) => lake.Writer.WriteAsync(
        Bars.Spec(symbol, Bars.Start, 4), Bars.Batch(symbol, Bars.Start, 4, price),
        (tx, entry) =>
        {
            lake.Partitions.SetRange(tx, "alpaca_sip", Bars.Table, symbol, Bars.Start, Bars.Start.AddDays(4),
                PartitionState.Green, "OK", 1);
            lake.Partitions.Set(tx, "alpaca_sip", Bars.Table, symbol,
                [new(Bars.Start, PartitionState.Amber, 0.5, 1, 1, "SHORT_SESSION")]);
            Bookmarks.Set(tx, "last", entry.Path);
        });

    // Two parts that replace what stood in their partitions.
    private static Task Curate(DataLake lake, int version) => lake.Writer.WriteManyAsync(
        [
            new LakeWrite(Part("2023"), Bars.Batch("AAPL", Bars.Start, 3, version)),
            new LakeWrite(Part("2024"), Bars.Batch("MSFT", Bars.Start, 2, version)),
        ],
        (tx, entries) => Bookmarks.Set(tx, "curated", $"{version}:{entries.Count}"));

    private static LakeFileSpec Part(string year) =>
        new() { Table = Bars.Contract, Stem = "part", Partition = [("year", year)], Supersedes = true };
}
