using TradeML.Data.Settings;

namespace TradeML.Data.Quality.Forecast;

/// <summary>What a vendor allows from now on, as far as it is known.</summary>
internal sealed record VendorLimit
{
    /// <summary>The vendor.</summary>
    public required string Vendor { get; init; }

    /// <summary>Requests a minute, learned limits included.</summary>
    public required double RequestsPerMinute { get; init; }

    /// <summary>Requests that may follow each other at once.</summary>
    public required double Burst { get; init; }

    /// <summary>Requests a day.</summary>
    public required long DailyCap { get; init; }

    /// <summary>Requests spent since the last reset.</summary>
    public required long Used { get; init; }

    /// <summary>When the day's count starts anew (UTC), after now; once a day from then on.</summary>
    public required DateTime ResetsAt { get; init; }

    /// <summary>The vendor is left alone until then (UTC), or null.</summary>
    public DateTime? FrozenUntil { get; init; }

    /// <summary>Which kinds may spend which part of the cap.</summary>
    public BudgetSlices Slices { get; init; } = new();
}
