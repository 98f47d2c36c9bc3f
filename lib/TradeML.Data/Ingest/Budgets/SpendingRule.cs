using TradeML.Data.Settings;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Ingest.Budgets;

/// <summary>
/// Which kinds may still spend from a vendor's daily cap (SSOT §2.4): below 85 % of it all, below 90 % QC_PROBE and
/// FORWARD, below 100 % FORWARD alone. The share is what was spent before the request; no request may pass the cap
/// itself.
/// </summary>
internal static class SpendingRule
{
    /// <summary>Whether a request may be made.</summary>
    /// <param name="slices">Where the slices end, as shares of the cap.</param>
    /// <param name="cap">Daily cap in requests, at least 1.</param>
    /// <param name="used">Requests spent since the reset.</param>
    /// <param name="cost">Requests about to be spent, at least 1.</param>
    /// <param name="kind">Kind of the task that asks.</param>
    public static bool Allows(BudgetSlices slices, long cap, long used, long cost, TaskKind kind)
    {
        ArgumentNullException.ThrowIfNull(slices);
        if (cost > cap - used) return false;
        return kind switch
        {
            TaskKind.Forward => true,
            TaskKind.QcProbe => Below(used, slices.ProbeUntil, cap),
            _ => Below(used, slices.BulkUntil, cap),
        };
    }

    // In decimals, so that 850 of 1000 is exactly 85 %.
    private static bool Below(long used, double share, long cap) => used < (decimal)share * cap;
}
