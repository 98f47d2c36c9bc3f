using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using TradeML.Core.Contracts;
using TradeML.Data.Queue;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Vendors.Datasets;

namespace TradeML.Benchmarks;

/// <summary>
/// The queue at a million pending tasks: lease and complete, one by one, each in a transaction of its own (goal: 8,000
/// pairs a second with <c>synchronous=NORMAL</c>), and leases of fifty.
/// </summary>
[MemoryDiagnoser]
public class QueueBenchmarks
{
    private const int Pending = 1_000_000, PerCall = 1_000, Batch = 50;
    private static readonly LaneSet Lanes =
        new(
            [.. TaskKinds.All
                .SelectMany(k => new[] { "equities_eod", "corp_actions", "listings" }.Select(d => new Lane(d, k)))]);

    private readonly List<double> leases = [];
    private string root = "";
    private DataLake? lake;

    [GlobalSetup]
    public void Fill()
    {
        root = Path.Combine(Path.GetTempPath(), "trademl-queue-" + Guid.NewGuid().ToString("N"));
        lake = DataLake.Open(root, ContractCatalog.LoadEmbedded(),
            new DataLakeOptions { Synchronous = SyncMode.Normal }, TimeProvider.System);
        var start = new DateOnly(2000, 1, 1);
        for (var from = 0; from < Pending; from += 50_000)
            lake.Control.Write(tx =>
            {
                for (var i = from; i < from + 50_000; i++)
                    BackfillQueue.Upsert(tx,
                        NewTask.Of("equities_eod", "S" + (i % 5000), start.AddDays(i / 5000),
                            start.AddDays((i / 5000) + 1), (TaskKind)(i % 2)));
            });
        var first = lake.Control.Write(tx => BackfillQueue.LeaseNext(tx, Lanes, "bench", TimeSpan.FromMinutes(10)));
        if (first is not { Kind: TaskKind.Bootstrap, Symbol: "S0" })
            throw new InvalidOperationException("The head of the first lane was expected.");
    }

    [GlobalCleanup]
    public void Remove()
    {
        Console.WriteLine(
            $"A lease, of {leases.Count:N0}: median {leases.Order().ElementAt(leases.Count / 2):F3} ms, p99 "
                + $"{leases.Order().ElementAt(leases.Count * 99 / 100):F3} ms");
        lake!.Dispose();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>Lease and complete, two transactions a task.</summary>
    [Benchmark(OperationsPerInvoke = PerCall)]
    public int LeaseAndComplete()
    {
        var done = 0;
        for (var i = 0; i < PerCall; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var task = lake!.Control
                .Write(tx => BackfillQueue.LeaseNext(tx, Lanes, "bench", TimeSpan.FromMinutes(10)))!;
            leases.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            if (lake.Control.Write(tx => BackfillQueue.Complete(tx, task.Id, "bench"))) done++;
        }

        return done;
    }

    /// <summary>Lease fifty that go together and complete them, two transactions a batch.</summary>
    [Benchmark(OperationsPerInvoke = PerCall)]
    public int LeaseAndCompleteInBatches()
    {
        var done = 0;
        for (var i = 0; i < PerCall / Batch; i++)
        {
            var tasks = lake!.Control.Write<List<BackfillTask>>(tx =>
            {
                var first = BackfillQueue.LeaseNext(tx, Lanes, "bench", TimeSpan.FromMinutes(10))!;
                return [first, .. BackfillQueue.LeaseLike(tx, first, "bench", TimeSpan.FromMinutes(10), Batch - 1)];
            });
            lake.Control.Write(tx =>
            {
                foreach (var task in tasks)
                    if (BackfillQueue.Complete(tx, task.Id, "bench")) done++;
            });
        }

        return done;
    }
}
