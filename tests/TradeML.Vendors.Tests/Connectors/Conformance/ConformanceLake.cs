using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Ingest;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Testing;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

/// <summary>A lake that a connector fills the way a node does: by the queue and its worker.</summary>
public sealed class ConformanceLake : IDisposable
{
    private readonly string root = Path.Combine(Path.GetTempPath(),
        "trademl-conformance-" + Guid.NewGuid().ToString("N"));

    public ConformanceLake(FastTime time)
    {
        Time = time;
        Lake = DataLake.Open(root, ContractCatalog.LoadEmbedded(),
            new DataLakeOptions { MemoryLimitMb = 128, Threads = 1, Synchronous = SyncMode.Normal }, time);
    }

    public FastTime Time { get; }

    public DataLake Lake { get; }

    /// <summary>Queues the task and works until the queue is empty.</summary>
    public Task<BackfillSummary> RunAsync(IDatasetFetcher fetcher, FetchRequest task)
    {
        Lake.Control
            .Write(tx =>
                BackfillQueue.Upsert(tx, NewTask.Of(task.Dataset, task.Symbol, task.Start, task.End, task.Kind)));
        var budget = new VendorBudget(
            new VendorBudgetOptions { Vendor = fetcher.Vendor, RequestsPerMinute = 6000, Burst = 100 }, Lake.Control,
            Time);
        var setup = VendorSetup.Of(Lake, [fetcher], new Dictionary<string, VendorBudget> { [fetcher.Vendor] = budget },
            ExchangeCalendar.Xnys, Time);
        return Backfill.RunAsync(Lake, setup, new WorkerOptions(), Time);
    }

    /// <summary>Every file of the lake with its length, without the control store.</summary>
    public IReadOnlyList<string> Files() =>
    [
        .. Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/control/", StringComparison.Ordinal))
            .Select(f => $"{Path.GetRelativePath(root, f)} {new FileInfo(f).Length}").Order(StringComparer.Ordinal),
    ];

    /// <summary>The bytes of everything below the lake, the control store included.</summary>
    public IEnumerable<(string File, byte[] Bytes)> Bytes()
    {
        foreach (var file in Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            yield return (Path.GetRelativePath(root, file), copy.ToArray());
        }
    }

    public void Dispose()
    {
        Lake.Dispose();
        Directory.Delete(root, recursive: true);
    }
}
