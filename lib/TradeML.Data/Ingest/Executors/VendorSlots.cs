using TradeML.Data.Ingest.Routing;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Ingest.Executors;

/// <summary>One vendor's slots: how many units may be in flight, and which are. Safe for concurrent use.</summary>
/// <param name="limit">Units at once, at least 1.</param>
internal sealed class VendorSlots(int limit)
{
    private readonly Lock gate = new();
    private readonly List<WorkUnit> inFlight = [];

    /// <summary>Units in flight.</summary>
    public int Busy
    {
        get
        {
            lock (gate) return inFlight.Count;
        }
    }

    /// <summary>What is in flight, oldest first.</summary>
    public IReadOnlyList<string> Descriptions
    {
        get
        {
            lock (gate) return [.. inFlight.Select(u => u.Description)];
        }
    }

    /// <summary>
    /// Whether a slot is free, and whether it is the one that FORWARD goes into first: the last one, while no FORWARD
    /// unit is in flight.
    /// </summary>
    public (bool Free, bool ForwardFirst) Look()
    {
        lock (gate)
            return (inFlight.Count < limit,
                inFlight.Count == limit - 1 && !inFlight.Exists(u => u.Tasks[0].Kind == TaskKind.Forward));
    }

    /// <summary>Puts a unit into a slot.</summary>
    public void Take(WorkUnit unit)
    {
        lock (gate) inFlight.Add(unit);
    }

    /// <summary>Frees a unit's slot.</summary>
    public void Free(WorkUnit unit)
    {
        lock (gate) inFlight.Remove(unit);
    }
}
