using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Results;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;

namespace TradeML.Benchmarks;

/// <summary>
/// Audit of 500 symbols over 5,031 sessions, 2.5 M expected partitions, 1 % of them missing with confirmation and 1 %
/// AMBER. Expected: at most 3 s for a scan that looks at every day and for the first scan of an empty lake, 1 s when
/// nothing has changed, 500 MB (Dagster's partitions tab takes over 90 s at 34 k). Measured figures stand in
/// AuditBenchmarks.md.
/// </summary>
[MemoryDiagnoser]
public class AuditBenchmarks
{
    private static readonly string[] Tables = ["raw/equities_bars"];
    private static readonly DateOnly Start = new(2006, 1, 3), End = new(2026, 1, 1);
    private readonly string root = Path.Combine(Path.GetTempPath(), "trademl-audit-" + Guid.NewGuid().ToString("N"));
    private DataLake lake = null!;
    private Audit audit = null!;

    [GlobalSetup]
    public void Setup()
    {
        var symbols = Enumerable.Range(0, 500).Select(i => $"S{i:000}").ToArray();
        lake = DataLake.Open(root, ContractCatalog.LoadEmbedded(),
            new DataLakeOptions { Synchronous = SyncMode.Normal }, TimeProvider.System);
        audit = new Audit(lake, new BackfillOptions(), TimeProvider.System);
        new NodeStage
        {
            NodeId = "bench",
            Source = "alpaca_sip",
            Symbols = symbols,
            Datasets = new Dictionary<string, StageWindow> { ["equities_eod"] = new() { Start = Start, End = End } },
        }.Write(Audit.StagePath(lake));

        var (clock, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var empty = audit.ScanAsync(Tables).GetAwaiter().GetResult();
        var spent = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine(
            $"// empty lake, {empty.Tables[0].Red:N0} partitions turned RED, {empty.NewTasks} tasks, ledger "
                + $"exported: {clock.Elapsed.TotalSeconds:F2} s, " +
            $"{spent.TotalSeconds:F2} s of processor time, peak "
            + $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
        processor = Process.GetCurrentProcess().TotalProcessorTime;
        lake.Partitions.ExportAsync().GetAwaiter().GetResult();
        Console.WriteLine(
            $"// of it the export: {(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds:F2} s "
                + "of processor time");
        lake.Control.Write(tx =>
        {
            foreach (var symbol in symbols)
            {
                lake.Partitions.SetRange(tx, "alpaca_sip", Tables[0], symbol, Start, End, PartitionState.Green, "OK", 1,
                    1, 1);
                Confirmations.Record(tx, "alpaca_sip", "equities_eod", symbol, Start, End, 5000, []);
            }

            tx.Execute("DELETE FROM partition_day WHERE (series_id * 31 + day) % 100 = 7");
            tx.Execute("UPDATE partition_day SET status = 1, qc_code = 'STALE' WHERE (series_id * 17 + day) % 100 = 9");
            tx.Execute("DELETE FROM backfill_queue");
        });
        (clock, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        audit.ScanAsync(Tables).GetAwaiter().GetResult();
        spent = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine(
            $"// 2.5 M rows arrived, every gap split, ledger exported: {clock.Elapsed.TotalSeconds:F2} s, "
                + $"{spent.TotalSeconds:F2} s of processor time, " +
            $"peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
        var summary = audit.ScanAsync(Tables).GetAwaiter().GetResult();
        var t = summary.Tables[0];
        Check.That(
            t.Expected > 2_500_000 && t.Green + t.Amber + t.Red == t.Expected && t.Red > 20_000 && t.Amber > 20_000,
            "counts");
        var page = Page();
        Console.WriteLine($"// coverage page of {t.Expected:N0} cells: {page.Length / 1e6:F2} MB");
        if (Environment.GetEnvironmentVariable("HEATMAP_OUT") is { Length: > 0 } path) File.WriteAllText(path, page);
        Check.That(summary.NewTasks == 0 && summary.ChangedPartitions == 0, "a scan without news changes nothing");
    }

    [Benchmark]
    public AuditSummary EveryDayLookedAt()
    {
        lake.Control.Write(tx => tx.Execute("UPDATE audit_series SET seen_start = 0, seen_end = 0"));
        return audit.ScanAsync(Tables).GetAwaiter().GetResult();
    }

    [Benchmark]
    public AuditSummary NothingNew() => audit.ScanAsync(Tables).GetAwaiter().GetResult();

    [Benchmark]
    public int HeatmapPage() => Page().Length;

    private string Page() =>
        Heatmap.Render(Heatmap.Read(lake, null, ExchangeCalendar.Xnys), null, "bench",
            new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    [GlobalCleanup]
    public void Cleanup()
    {
        lake.Dispose();
        Directory.Delete(root, recursive: true);
    }
}
