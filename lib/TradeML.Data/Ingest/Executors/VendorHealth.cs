using TradeML.Data.Queue;

namespace TradeML.Data.Ingest.Executors;

/// <summary>
/// What one vendor's last failures have in common: one bad task, or a vendor that is down. Its owner locks.
/// </summary>
internal sealed class VendorHealth
{
    private const int TasksThatMakeAnOutage = 3;

    private readonly HashSet<long> failed = [];
    private int rests;
    private int refusals;
    private int limits;

    /// <summary>Notes an answer: the vendor works.</summary>
    public void Answered()
    {
        failed.Clear();
        (rests, refusals, limits) = (0, 0, 0);
    }

    /// <summary>Notes that a vendor could not be reached for some tasks.</summary>
    /// <returns>How often in a row it has now been found down; 0 while it may be the tasks' fault.</returns>
    public int Unreachable(IEnumerable<BackfillTask> tasks)
    {
        failed.UnionWith(tasks.Select(t => t.Id));
        return failed.Count >= TasksThatMakeAnOutage ? ++rests : 0;
    }

    /// <summary>Notes that the vendor found us too fast; returns how often in a row.</summary>
    public int RateLimited() => ++limits;

    /// <summary>Notes that the keys were refused; returns how often in a row.</summary>
    public int KeysRefused() => ++refusals;
}
