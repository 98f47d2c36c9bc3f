using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Data.Tests.Ingest;

/// <summary>A vendor without a wire: answers every task with an empty, complete answer, or as it is told.</summary>
public sealed class ScriptedFetcher(
    string vendor, string dataset, ContractCatalog contracts, IRequestGate? gate = null) : IDatasetFetcher
{
    private readonly Lock counting = new();
    private int running;

    public string Vendor => vendor;

    public string Dataset => dataset;

    public string SourceName => vendor;

    public string Table => TradeML.Vendors.Datasets.DatasetCatalog.Standard[dataset].Table;

    /// <summary>What happens to a task before it is answered.</summary>
    public Func<FetchRequest, CancellationToken, Task> Before { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>Symbols asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Most tasks that were in work at once.</summary>
    public int Most { get; private set; }

    public int BatchSize(FetchRequest request) => 1;

    public async Task<IReadOnlyList<FetchResult>> FetchAsync(
        IReadOnlyList<FetchRequest> requests, CancellationToken cancellationToken)
    {
        lock (counting)
        {
            Asked.AddRange(requests.Select(t => t.Symbol!));
            Most = Math.Max(Most, ++running);
        }

        try
        {
            if (gate is not null) await gate.EnterAsync(requests[0].Kind, cancellationToken);
            await Before(requests[0], cancellationToken);
            return [.. requests.Select(t => new FetchResult
            {
                Request = t, Rows = Empty(contracts[Table]), SourceName = vendor, SourceUri = "scripted",
                Start = t.Start, End = t.End,
            })];
        }
        finally
        {
            lock (counting) running--;
        }
    }

    private static ColumnBatch Empty(TableContract table) =>
        new(table, table.Columns.ToDictionary(c => c.Name, c => (Array)(c.Type switch
        {
            ColumnType.Text => Array.Empty<string>(),
            ColumnType.Date => Array.Empty<DateOnly>(),
            ColumnType.Instant => Array.Empty<DateTime>(),
            ColumnType.Double => Array.Empty<double>(),
            ColumnType.Long => Array.Empty<long>(),
            ColumnType.Bool => Array.Empty<bool>(),
            _ => Array.Empty<float>(),
        })), 0);

    /// <summary>A failure as a connector throws it.</summary>
    public static TradeMLException Failure(VendorFault fault) =>
        VendorFaultException.Wrap(fault, $"scripted {fault}", "nowhere");

    /// <summary>Sets vendors up with a wide budget each.</summary>
    public static VendorSetup Setup(DataLake lake, TimeProvider time, params ScriptedFetcher[] fetchers) =>
        VendorSetup.Of(
            lake, fetchers, fetchers.Select(f => f.Vendor).Distinct().ToDictionary(
                v => v,
                v =>
                    new VendorBudget(new VendorBudgetOptions { Vendor = v, RequestsPerMinute = 6000, Burst = 1000 },
                        lake.Control, time)),
            Core.Time.ExchangeCalendar.Xnys, time);

    /// <summary>Queues requests of a dataset, one a symbol.</summary>
    public static void Queue(DataLake lake, string dataset, int count, TaskKind kind = TaskKind.Gap) =>
        lake.Control.Write(tx =>
    {
        for (var i = 0; i < count; i++)
            BackfillQueue.Upsert(tx,
                NewTask.Of(dataset, $"S{i:000}", new DateOnly(2020, 1, 2), new DateOnly(2020, 1, 3), kind));
    });
}
