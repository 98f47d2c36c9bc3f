using BenchmarkDotNet.Attributes;
using DuckDB.NET.Data;
using TradeML.Research.Features;
using TradeML.Research.Panels;
using TradeML.Store.Bars;
using TradeML.Store.Features;

namespace TradeML.Benchmarks;

/// <summary>
/// 500 symbols × 5,040 days from Parquet (zstd, by DuckDB) to Parquet, in the process: reading into a panel, and the
/// whole with 11 columns and a z-score per day. Expected as a whole process, start-up included: at most 0.5 of the
/// faster of Polars and DuckDB (see docs/performance.md for their commands).
/// </summary>
[MemoryDiagnoser]
public class FeatureFileBenchmarks
{
    private static readonly FeatureSetConfig Eleven = new()
    {
        Name = "eleven",
        Features =
        [
            "mom_5", "mom_20", "mom_60", "mom_126", "rvol_20", "rvol_60", "downside_vol_60", "adv_20_dollar",
            "amihud_20_x1e6", "gap_overnight", "drawdown_60",
        ],
        Steps = [CrossSectionStep.ZScore],
    };

    private string folder = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    private string Bars => Path.Combine(folder, "bars.parquet");

    [GlobalSetup]
    public void Setup()
    {
        folder = Directory.CreateTempSubdirectory("trademl-benchmark-").FullName;
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT setseed(0.5);
            COPY (SELECT symbol, date, p * (1 + 0.01 * (random() - 0.5)) AS open, p * 1.01 AS high, p * 0.99 AS low,
                p AS close, (1e5 + 1e6 * random())::BIGINT AS volume
                  FROM (SELECT 'S' || lpad(s::VARCHAR, 4, '0') AS symbol,
                      DATE '2005-01-03' + (d // 5 * 7 + d % 5)::INT AS date,
                      50 * exp(0.0002 * d + 0.02 * (random() - 0.5)) AS p
                        FROM range(500) a(s), range(5040) b(d)) ORDER BY symbol, date)
                            TO '{Bars}' (FORMAT parquet, COMPRESSION zstd)
            """;
        command.ExecuteNonQuery();
        var (one, two) = (Path.Combine(folder, "one.parquet"), Path.Combine(folder, "two.parquet"));
        var run = FeatureFileRun.Run(Bars, one, Eleven, 1, TimeProvider.System);
        FeatureFileRun.Run(Bars, two, Eleven, 2, TimeProvider.System);
        Check.That(run.Rows == 2_520_000 && run.Features.Count == 11, "shape");
        Check.That(File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(two)),
            "same bytes on one thread and two");
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(folder, recursive: true);

    [Benchmark]
    public Panel ReadBars() => PanelFile.Load(Bars, Threads);

    [Benchmark]
    public FeatureFileRun ParquetToParquet() =>
        FeatureFileRun.Run(Bars, Path.Combine(folder, "out.parquet"), Eleven, Threads, TimeProvider.System);
}
