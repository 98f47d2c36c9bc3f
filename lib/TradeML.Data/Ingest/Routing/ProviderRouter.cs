using TradeML.Data.Settings;
using TradeML.Vendors.Connectors;

namespace TradeML.Data.Ingest.Routing;

/// <summary>
/// Orders the vendors of a dataset (SSOT §2.6): those that can be asked first, among them one that is the only source,
/// then those whose day's budget covers the universe, then by the registry's priority, then the higher limit.
/// </summary>
public sealed class ProviderRouter
{
    private const int Unlisted = 1000;

    private readonly EndpointsOptions endpoints;
    private readonly IReadOnlyList<IDatasetFetcher> fetchers;
    private readonly Func<EndpointEntry, string?> missingKey;
    private readonly Func<string, string?> wantedSource;
    private readonly VendorRefusals? refusals;
    private readonly TimeProvider time;

    /// <summary>Creates a router.</summary>
    /// <param name="endpoints">The capability registry.</param>
    /// <param name="fetchers">What this program can fetch, in order of preference where the registry says
    /// nothing.</param>
    /// <param name="missingKey">Name of a variable that an entry needs and that is not set, or null.</param>
    /// <param name="wantedSource">Source that the stage insists on for a dataset, or null.</param>
    /// <param name="refusals">What vendors have refused before, or null.</param>
    /// <param name="time">Clock: coverage is counted back from today.</param>
    public ProviderRouter(
        EndpointsOptions endpoints, IReadOnlyList<IDatasetFetcher> fetchers, Func<EndpointEntry, string?> missingKey,
        Func<string, string?> wantedSource,
        VendorRefusals? refusals, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(time);
        this.endpoints = endpoints;
        this.fetchers = fetchers;
        this.missingKey = missingKey;
        this.wantedSource = wantedSource;
        this.refusals = refusals;
        this.time = time;
    }

    /// <summary>Datasets that the registry or a fetcher knows, in ordinal order.</summary>
    public IReadOnlyList<string> Datasets =>
        [.. endpoints.Endpoints.Select(e => e.Dataset).Concat(fetchers.Select(f => f.Dataset)).Distinct()
            .Order(StringComparer.Ordinal)];

    /// <summary>A router over fetchers alone: all of them can be asked, in the order given.</summary>
    /// <param name="fetchers">The fetchers.</param>
    /// <param name="refusals">What vendors have refused before, or null.</param>
    /// <param name="time">Clock.</param>
    public static ProviderRouter Over(
        IReadOnlyList<IDatasetFetcher> fetchers, VendorRefusals? refusals, TimeProvider time) =>
        new(new EndpointsOptions(), fetchers, static _ => null, static _ => null, refusals, time);

    /// <summary>Who serves a dataset, in the order in which they are asked, and why.</summary>
    /// <param name="dataset">Logical dataset.</param>
    /// <param name="asOf">Oldest day whose data are wanted.</param>
    /// <param name="universe">Keys that are wanted; empty for a dataset without keys.</param>
    public VendorRoute Route(string dataset, DateOnly asOf, IReadOnlyCollection<string> universe)
    {
        ArgumentNullException.ThrowIfNull(universe);
        var listed = endpoints.Entries(dataset).Select(e => Judge(e, asOf)).ToList();
        var known = listed.Select(c => c.Vendor.Vendor).ToHashSet(StringComparer.Ordinal);
        var others = fetchers.Where(f => f.Dataset == dataset && !known.Contains(f.Vendor)).Select(Unregistered);
        var ordered = listed.Concat(others)
            .OrderByDescending(c => c.Vendor.Usable)
            .ThenByDescending(c => c.Unique)
            .ThenByDescending(c => c.Vendor.RequestsPerDay >= universe.Count)
            .ThenBy(c => c.Vendor.Priority)
            .ThenByDescending(c => c.Vendor.RequestsPerDay)
            .Select(c => Covering(c, universe.Count)).ToList();
        return new VendorRoute(dataset, asOf, wantedSource(dataset), ordered);
    }

    private static RoutedVendor Covering(Candidate candidate, int keys)
    {
        var p = candidate.Vendor;
        return !p.Usable || p.RequestsPerDay >= keys
            ? p
            : p with { Why = $"{p.Why} Its {p.RequestsPerDay:N0} requests a day are fewer than the {keys:N0} keys." };
    }

    private Candidate Judge(EndpointEntry entry, DateOnly asOf)
    {
        var fetcher = fetchers.FirstOrDefault(f => f.Vendor == entry.Vendor && f.Dataset == entry.Dataset);
        var obstacle = Obstacle(entry, fetcher, asOf);
        var perDay = Math.Min(entry.SoftDailyCap, entry.HardRpm * 1440L);
        var why = obstacle
            ?? (entry.Unique
                ? "Nobody else has it."
                : $"Priority {entry.Priority}, {entry.HardRpm:N0} requests a minute, {entry.SoftDailyCap:N0} a day.");
        return new Candidate(
            new RoutedVendor(entry.Vendor, fetcher?.SourceName, entry.Endpoint, entry.Priority, perDay,
                obstacle is null, why), entry.Unique);
    }

    private Candidate Unregistered(IDatasetFetcher fetcher)
    {
        var refusal = refusals?.Of(fetcher.Vendor, fetcher.Dataset);
        var why = refusal is null
            ? "The registry does not list it."
            : $"Refused on {refusal.At:yyyy-MM-dd}: {refusal.Why}";
        return new Candidate(
            new RoutedVendor(fetcher.Vendor, fetcher.SourceName, "", Unlisted, long.MaxValue, refusal is null, why),
            false);
    }

    private string? Obstacle(EndpointEntry entry, IDatasetFetcher? fetcher, DateOnly asOf)
    {
        if (missingKey(entry) is { } name) return $"{name} is not set.";
        if (fetcher is null) return "Nothing here fetches this from it.";
        if (refusals?.Of(entry.Vendor, entry.Dataset) is { } refusal)
            return $"Refused on {refusal.At:yyyy-MM-dd}: {refusal.Why}";
        if (entry.HistoryDays is { } days && Today().AddDays(-days) is var first && asOf < first)
            return $"Its plan begins at {first:yyyy-MM-dd}.";
        return null;
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private readonly record struct Candidate(RoutedVendor Vendor, bool Unique);
}
