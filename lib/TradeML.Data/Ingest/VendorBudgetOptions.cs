namespace TradeML.Data.Ingest;

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
}
