using TradeML.Core.Errors;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Ingest.Routing;
using TradeML.Lake;

namespace TradeML.Data.Ingest;

/// <summary>Works the ingest queue within a budget (SSOT §7 <c>backfill_run</c>).</summary>
public static class Backfill
{
    /// <summary>
    /// Works until the queue is empty, the budget is spent or it is cancelled; a rerun goes on where this one ended.
    /// </summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="setup">The vendors.</param>
    /// <param name="options">How.</param>
    /// <param name="time">Clock.</param>
    /// <param name="progress">Told after every step, or null.</param>
    /// <param name="cancellationToken">Gives all leases back and ends.</param>
    /// <exception cref="TradeMLException">Bad input: this environment does not fetch. Vendor: keys refused. Storage:
    /// the lake can't be written.</exception>
    public static Task<BackfillSummary> RunAsync(
        DataLake lake, VendorSetup setup, WorkerOptions options, TimeProvider time,
        IProgress<WorkerProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Backfill.Enabled)
            throw new TradeMLException(ErrorKind.BadInput, "This environment fetches nothing.",
                "configs/backfill.yml: enabled", "Choose another with --env.");
        return new VendorSupervisor(lake, setup, options, time, progress).RunAsync(cancellationToken);
    }
}
