namespace TradeML.Data.Ingest;

/// <summary>
/// Which kinds may still spend from a vendor's daily cap (SSOT §2.4): below 85 % of it all, below 90 % QC_PROBE and FORWARD, below
/// 100 % FORWARD alone. The share is what was spent before the request; no request may pass the cap itself.
/// </summary>
public static class BudgetSlices
{
    /// <summary>Whether a request may be made.</summary>
    /// <param name="cap">Daily cap in requests, at least 1.</param>
    /// <param name="used">Requests spent since the reset.</param>
    /// <param name="cost">Requests about to be spent, at least 1.</param>
    /// <param name="kind">Kind of the task that asks.</param>
    public static bool Allows(long cap, long used, long cost, TaskKind kind)
    {
        if (cost > cap - used) return false;
        return kind switch
        {
            TaskKind.Forward => true,
            TaskKind.QcProbe => used * 100 < cap * 90,
            _ => used * 100 < cap * 85,
        };
    }
}
