using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>Which kinds of task may still spend a vendor's daily cap, by the share already spent (SSOT §2.4).</summary>
public sealed class BudgetSlices
{
    /// <summary>Below this share any kind may spend. Default 0.85.</summary>
    [Between(0, 1)]
    public double BulkUntil { get; init; } = 0.85;

    /// <summary>
    /// From there and below this share QC_PROBE and FORWARD may spend; above it FORWARD alone. Default 0.90.
    /// </summary>
    [Between(0, 1)]
    public double ProbeUntil { get; init; } = 0.90;
}
