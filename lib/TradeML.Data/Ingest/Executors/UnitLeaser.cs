using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Ingest.Executors;

/// <summary>
/// Leases work for a vendor and wraps it into units. One transaction looks at everything that decides: what the router
/// gives the vendor, its free slots, its freeze, the slice of its budget that is open to each kind, and the slot that
/// is kept for FORWARD (SSOT §2.4). Safe for concurrent use.
/// </summary>
internal sealed class UnitLeaser
{
    private const int Forward = 1 << (int)TaskKind.Forward;

    private readonly DataLake lake;
    private readonly IReadOnlyList<IDatasetFetcher> fetchers;
    private readonly IReadOnlyDictionary<string, VendorBudget> budgets;
    private readonly ProviderRouter router;
    private readonly VendorRefusals? refusals;
    private readonly WorkerOptions options;
    private readonly TimeProvider time;
    private readonly Dictionary<string, VendorSlots> slots;
    private readonly long spentBefore;
    private (int Version, DateOnly Day, LaneTable Table)? lanes;
    private long renewed;

    /// <summary>Creates a leaser.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="setup">Vendors, budgets, routes.</param>
    /// <param name="options">Owner, slots, leases.</param>
    /// <param name="time">Clock.</param>
    public UnitLeaser(DataLake lake, VendorSetup setup, WorkerOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        this.lake = lake;
        this.options = options;
        this.time = time;
        (fetchers, budgets, router, refusals) = (setup.Fetchers, setup.Budgets, setup.Router, setup.Refusals);
        slots = Vendors.ToDictionary(v => v, v => new VendorSlots(options.Edge.MaxInflightOf(v)),
            StringComparer.Ordinal);
        spentBefore = budgets.Values.Sum(b => b.Granted);
    }

    /// <summary>Vendors that something can be fetched from.</summary>
    public IReadOnlyList<string> Vendors =>
        [.. fetchers.Select(f => f.Vendor).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Requests sent since this leaser was made.</summary>
    public long Requests => budgets.Values.Sum(b => b.Granted) - spentBefore;

    /// <summary>Whether the run's own limit of requests is reached.</summary>
    public bool LimitReached => Requests >= options.MaxRequests;

    private TimeSpan Ttl => TimeSpan.FromSeconds(options.Backfill.LeaseTtlSeconds);

    /// <summary>
    /// Units of a vendor, best first, each leased when it is asked for; they end when nothing may be leased now.
    /// Whoever takes a unit frees its slot with <see cref="Free"/>.
    /// </summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="datasets">Only these datasets; null for all that are routed to the vendor.</param>
    public IEnumerable<WorkUnit> Units(string vendor, IReadOnlyCollection<string>? datasets)
    {
        while (Lease(vendor, datasets) is { } unit) yield return unit;
    }

    /// <summary>Frees the slot of a unit that has ended.</summary>
    /// <param name="unit">The unit.</param>
    public void Free(WorkUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        slots[unit.Vendor].Free(unit);
    }

    /// <summary>The lanes that the router gives a vendor now.</summary>
    /// <param name="vendor">The vendor.</param>
    public IReadOnlyList<Lane> LanesOf(string vendor) => Table().Of(vendor);

    /// <summary>What a vendor works on, oldest first.</summary>
    /// <param name="vendor">The vendor.</param>
    public IReadOnlyList<string> InFlight(string vendor) => slots[vendor].Descriptions;

    private WorkUnit? Lease(string vendor, IReadOnlyCollection<string>? datasets)
    {
        var mine = slots[vendor];
        if (LimitReached || !mine.Look().Free) return null;
        var table = Table();
        var (at, unit) = lake.Control.Write(tx => (tx.StartedAtUtc, Lease(tx, vendor, table, datasets, mine)));
        Renewed(at);
        if (unit is not null) mine.Take(unit); // a vendor has one runner: nobody else takes its slots meanwhile
        return unit;
    }

    private WorkUnit? Lease(
        ControlTransaction tx, string vendor, LaneTable table, IReadOnlyCollection<string>? datasets, VendorSlots mine)
    {
        Renew(tx);
        var (free, forwardFirst) = mine.Look();
        if (!free) return null;
        var open = TaskKinds.All.Where(budgets[vendor].MayLease)
            .Aggregate(0, static (bits, kind) => bits | (1 << (int)kind));
        var first = (forwardFirst ? Next(tx, table.Open(vendor, open & Forward, datasets)) : null)
            ?? Next(tx, table.Open(vendor, open, datasets));
        if (first is null) return null;
        var fetcher = table[new Lane(first.Dataset, first.Kind)];
        var more = first.Attempts == 1 ? fetcher.BatchSize(first.Request) - 1 : 0; // what failed before is tried alone
        return WorkUnit.Of(fetcher, [first, .. BackfillQueue.LeaseLike(tx, first, options.Owner, Ttl, more)]);
    }

    private BackfillTask? Next(ControlTransaction tx, LaneSet open) =>
        open.Lanes.Count == 0
            ? null
            : BackfillQueue.LeaseNext(tx, open, options.Owner, Ttl, options.Backfill.MaxAttempts);

    // Who is alive keeps its leases, however far a clock has jumped since; a dead one's run out.
    private void Renew(ControlTransaction tx)
    {
        if (IsRenewalDue(tx.StartedAtUtc)) BackfillQueue.Renew(tx, options.Owner, Ttl);
    }

    private bool IsRenewalDue(DateTime at) => at.Ticks - Interlocked.Read(ref renewed) >= Ttl.Ticks / 4;

    private void Renewed(DateTime at)
    {
        if (IsRenewalDue(at)) Interlocked.Exchange(ref renewed, at.Ticks);
    }

    /// <summary>Extends the leases when a quarter of their time is over.</summary>
    internal void KeepLeases()
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (!IsRenewalDue(now)) return;
        lake.Control.Write(tx => BackfillQueue.Renew(tx, options.Owner, Ttl));
        Renewed(now);
    }

    // Refusals and the passing of days move datasets to other vendors.
    private LaneTable Table()
    {
        var key = (refusals?.Version ?? 0, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        if (lanes is { } known && (known.Version, known.Day) == key) return known.Table;
        var table = new LaneTable(router, fetchers, key.Item2);
        lanes = (key.Item1, key.Item2, table);
        return table;
    }
}
