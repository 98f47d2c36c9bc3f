namespace TradeML.Data.Settings;

/// <summary>What a vendor allows, as <c>configs/endpoints.yml</c> says.</summary>
public sealed record VendorBudgetOptions
{
    /// <summary>The vendor, for example <c>alpaca</c>.</summary>
    public required string Vendor { get; init; }

    /// <summary>Requests a minute (<c>hard_rpm</c>), above 0. Default 200.</summary>
    public double RequestsPerMinute { get; init; } = 200;

    /// <summary>Requests that may follow each other at once (<c>burst_limit</c>), at least 1. Default 10.</summary>
    public double Burst { get; init; } = 10;

    /// <summary>Requests a day (<c>soft_daily_cap</c>), at least 1. Default 200,000.</summary>
    public long DailyCap { get; init; } = 200_000;

    /// <summary>Time of day (UTC) at which the vendor's day begins. Default midnight.</summary>
    public TimeOnly ResetUtc { get; init; } = TimeOnly.MinValue;

    /// <summary>Which kinds may spend which part of the cap. Default 85 % and 90 %.</summary>
    public BudgetSlices Slices { get; init; } = new();

    /// <summary>
    /// The vendor's limits from the registry: the strictest of its entries, for they share one account.
    /// </summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="endpoints">The registry.</param>
    /// <param name="slices">Which kinds may spend which part of the cap.</param>
    public static VendorBudgetOptions From(string vendor, EndpointsOptions endpoints, BudgetSlices slices)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var entries = endpoints.Endpoints.Where(e => (e.BudgetOf ?? e.Vendor) == vendor).ToList();
        return entries.Count == 0
            ? new VendorBudgetOptions { Vendor = vendor, Slices = slices }
            : new VendorBudgetOptions
            {
                Vendor = vendor,
                RequestsPerMinute = entries.Min(e => e.HardRpm),
                Burst = entries.Min(e => e.BurstLimit),
                DailyCap = entries.Min(e => e.SoftDailyCap),
                ResetUtc = entries[0].DailyResetUtc,
                Slices = slices,
            };
    }
}
