namespace TradeML.VendorSim.Servers;

/// <summary>What a caller's subscription with one vendor allows.</summary>
public sealed record VendorPlan
{
    /// <summary>No limits, and the rights of the vendor's free plan.</summary>
    public static VendorPlan Unlimited { get; } = new();

    /// <summary>Requests in a full second of the clock; 0 = no such limit (default).</summary>
    public int PerSecond { get; init; }

    /// <summary>Requests in a full minute of the clock; 0 = no such limit (default).</summary>
    public int PerMinute { get; init; }

    /// <summary>Requests a day; 0 = no such limit (default).</summary>
    public int PerDay { get; init; }

    /// <summary>Time of the UTC day at which the day's count begins anew. Default midnight.</summary>
    public TimeSpan DayResetUtc { get; init; }

    /// <summary>
    /// Calendar days of history that may be asked for, where the vendor limits it (Massive); 0 = all of it (default).
    /// </summary>
    public int HistoryDays { get; init; }

    /// <summary>
    /// Rights beyond the free plan by the vendor's own words, for example <c>candles</c> with Finnhub. Default none.
    /// </summary>
    public IReadOnlySet<string> Entitlements { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether any limit is set.</summary>
    public bool HasLimit => PerSecond > 0 || PerMinute > 0 || PerDay > 0;

    /// <summary>Whether the plan has a right beyond the free plan.</summary>
    /// <param name="right">The vendor's word for it.</param>
    public bool Allows(string right) => Entitlements.Contains(right);
}
