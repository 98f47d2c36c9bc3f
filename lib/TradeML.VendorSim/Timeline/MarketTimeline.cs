namespace TradeML.VendorSim.Timeline;

/// <summary>What changes while a server runs, each by the server's clock. Immutable.</summary>
public sealed record MarketTimeline
{
    /// <summary>Nothing changes.</summary>
    public static MarketTimeline Empty { get; } = new();

    /// <summary>Prices of the past that become others.</summary>
    public IReadOnlyList<Revision> Revisions { get; init; } = [];

    /// <summary>Corporate actions that are listed late.</summary>
    public IReadOnlyList<LateAction> LateActions { get; init; } = [];

    /// <summary>Ticker changes.</summary>
    public IReadOnlyList<Rename> Renames { get; init; } = [];

    /// <summary>Vendors that are down for a while.</summary>
    public IReadOnlyList<Outage> Outages { get; init; } = [];

    /// <summary>The outage of a vendor at an instant, or null.</summary>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="now">The instant.</param>
    public Outage? OutageOf(string vendor, DateTimeOffset now)
    {
        foreach (var outage in Outages)
            if (outage.Vendor == vendor && now >= outage.From && now < outage.To) return outage;
        return null;
    }
}
