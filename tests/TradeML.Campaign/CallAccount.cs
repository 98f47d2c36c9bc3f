using TradeML.VendorSim.Servers;

namespace TradeML.Campaign;

/// <summary>What was asked of the vendors, against what would have been enough.</summary>
/// <param name="Calls">Requests received.</param>
/// <param name="Failed">Requests that a fault, a limit or an outage ate.</param>
/// <param name="Repeated">Requests answered in full that were the same as an earlier one of the same day, answered in
/// full too.</param>
/// <param name="Least">For each address, as many full pages as hold what it sent, and one at least for each day it was
/// needed on.</param>
internal sealed record CallAccount(long Calls, long Failed, long Repeated, long Least)
{
    private static readonly Dictionary<string, int> PageRows = new(
        StringComparer.Ordinal)
    { ["/v2/stocks/bars"] = 10_000, ["/v1/corporate-actions"] = 1_000 };

    public static CallAccount Of(IReadOnlyList<VendorCall> calls)
    {
        var good = calls.Where(c => c is { Status: 200, Fault: null }).ToList();
        var once = good.DistinctBy(c => (c.Vendor, c.Target, DateOnly.FromDateTime(c.At.UtcDateTime))).ToList();
        var least = once.GroupBy(c => (c.Vendor, Path: Path(c.Target), Day: DateOnly.FromDateTime(c.At.UtcDateTime)))
            .Sum(g =>
                PageRows.TryGetValue(g.Key.Path, out var most)
                    ? Math.Max(1, (g.Sum(c => (long)c.Rows) + most - 1) / most)
                    : g.LongCount());
        return new CallAccount(calls.Count, calls.Count - good.Count, good.Count - once.Count, least);
    }

    private static string Path(string target) => target.Split('?')[0];
}
