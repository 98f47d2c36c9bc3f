using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Routing;
using TradeML.Lake;
using TradeML.Vendors.Connectors;

namespace TradeML.Data.Ingest.Executors;

/// <summary>Works the queue with given fetchers: a <see cref="VendorSupervisor"/> without a registry, where the first fetcher of a dataset serves it.</summary>
public sealed class QueueWorker
{
    private readonly DataLake lake;
    private readonly VendorSetup setup;
    private readonly TimeProvider time;

    /// <summary>Creates a worker.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="fetchers">The fetchers; the second of a dataset serves its probes.</param>
    /// <param name="budgets">One budget a vendor.</param>
    /// <param name="calendar">Listing exchange.</param>
    /// <param name="time">Clock.</param>
    public QueueWorker(
        DataLake lake, IReadOnlyList<IDatasetFetcher> fetchers, IReadOnlyDictionary<string, VendorBudget> budgets, ExchangeCalendar calendar, TimeProvider time)
    {
        this.lake = lake;
        this.time = time;
        setup = VendorSetup.Of(lake, fetchers, budgets, calendar, time);
    }

    /// <summary>Works until the queue is empty, its budget is spent, or it is cancelled.</summary>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after every step, or null.</param>
    /// <param name="cancellationToken">Gives all leases back and ends.</param>
    /// <exception cref="TradeMLException">Vendor: keys refused. Storage: the lake can't be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<BackfillSummary> RunAsync(WorkerOptions options, IProgress<WorkerProgress>? progress, CancellationToken cancellationToken) =>
        new VendorSupervisor(lake, setup, options, time, progress).RunAsync(cancellationToken);
}
