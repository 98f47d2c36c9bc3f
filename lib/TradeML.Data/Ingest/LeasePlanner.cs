using TradeML.Data.Connectors;
using TradeML.Lake.Control;

namespace TradeML.Data.Ingest;

/// <summary>
/// Says which lanes may be leased now: the vendor has a free slot, is not frozen, and its budget is open to the kind. While FORWARD tasks are due, one of a
/// vendor's slots is theirs alone, so that the last lane does not starve (with a single slot it serves them first).
/// </summary>
internal sealed class LeasePlanner(
    IReadOnlyList<IDatasetFetcher> fetchers, IReadOnlyDictionary<string, VendorBudget> budgets, WorkerOptions options)
{
    private static readonly DialectSql ForwardDueSql = new(d => $"""
        SELECT EXISTS (
            SELECT 1 FROM backfill_queue {d.IndexedBy("ix_backfill_queue_lane")}
            WHERE status = 'PENDING' AND dataset = @dataset AND kind = 'FORWARD' AND (next_not_before IS NULL OR next_not_before <= @now))
        """);

    /// <summary>
    /// The kinds that each vendor's budget is open to. Asked before the transaction begins: a budget locks itself while it writes to the store, so it must not
    /// be asked by somebody who holds the store.
    /// </summary>
    public Dictionary<string, List<TaskKind>> OpenKinds() =>
        budgets.ToDictionary(b => b.Key, b => TaskKinds.All.Where(b.Value.MayLease).ToList(), StringComparer.Ordinal);

    /// <summary>Lanes that may be leased, given what is in flight.</summary>
    public List<Lane> OpenLanes(ControlTransaction tx, Dictionary<string, List<TaskKind>> openKinds, IReadOnlyCollection<WorkUnit> inFlight)
    {
        var lanes = new List<Lane>();
        foreach (var vendor in fetchers.GroupBy(f => f.Vendor))
        {
            var slots = options.Edge.MaxInflightOf(vendor.Key);
            var busy = inFlight.Count(u => u.Fetcher.Vendor == vendor.Key);
            if (busy >= slots) continue;
            var busyForward = inFlight.Count(u => u.Fetcher.Vendor == vendor.Key && u.IsForward);
            var reserve = busyForward == 0 && vendor.Any(f => ForwardDue(tx, f.Dataset)) ? 1 : 0;
            foreach (var kind in openKinds[vendor.Key])
            {
                var limit = kind == TaskKind.Forward ? slots : slots - reserve;
                if (busy >= limit) continue;
                lanes.AddRange(vendor.Select(f => new Lane(f.Dataset, kind)));
            }
        }

        return lanes;
    }

    private static bool ForwardDue(ControlTransaction tx, string dataset) =>
        tx.Prepare(ForwardDueSql.For(tx.Dialect), "@dataset", "@now").Scalar(dataset, InstantText.From(tx.StartedAtUtc)) is 1L;
}
