using System.Collections.Concurrent;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Ingest.Executors;

/// <summary>
/// Which vendor serves which lane, as the router says: the first vendor of a dataset serves its tasks, the second its
/// probes.
/// </summary>
internal sealed class LaneTable
{
    private readonly Dictionary<Lane, IDatasetFetcher> fetchers = [];
    private readonly ConcurrentDictionary<(string Vendor, int Kinds, object? Datasets), LaneSet> sets = new();

    /// <summary>Routes every dataset anew.</summary>
    /// <param name="router">Who serves what.</param>
    /// <param name="all">What this program can fetch.</param>
    /// <param name="asOf">Day the routes are for.</param>
    public LaneTable(ProviderRouter router, IReadOnlyList<IDatasetFetcher> all, DateOnly asOf)
    {
        foreach (var dataset in all.Select(f => f.Dataset).Distinct())
        {
            var route = router.Route(dataset, asOf, []);
            if (Find(all, dataset, route.Serving) is { } serving)
                foreach (var kind in TaskKinds.All.Where(k => k != TaskKind.QcProbe))
                    fetchers.Add(new Lane(dataset, kind), serving);
            if (Find(all, dataset, route.Probing) is { } probing)
                fetchers.Add(new Lane(dataset, TaskKind.QcProbe), probing);
        }

        ByVendor = fetchers.GroupBy(f => f.Value.Vendor)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<Lane>)[.. g.Select(f => f.Key)], StringComparer.Ordinal);
    }

    /// <summary>The lanes of each vendor.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Lane>> ByVendor { get; }

    /// <summary>Who fetches the tasks of a lane.</summary>
    public IDatasetFetcher this[Lane lane] => fetchers[lane];

    /// <summary>The lanes of a vendor.</summary>
    public IReadOnlyList<Lane> Of(string vendor) => ByVendor.GetValueOrDefault(vendor, []);

    /// <summary>The lanes of a vendor that are open to some kinds, restricted to some datasets.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="kinds">Bits of the kinds.</param>
    /// <param name="datasets">The datasets, always the same object for the same ones; null for all.</param>
    public LaneSet Open(string vendor, int kinds, IReadOnlyCollection<string>? datasets) =>
        sets.GetOrAdd((vendor, kinds, datasets), _ => new LaneSet(
            [.. Of(vendor)
                .Where(l => (kinds & (1 << (int)l.Kind)) != 0 && (datasets is null || datasets.Contains(l.Dataset)))]));

    private static IDatasetFetcher? Find(IReadOnlyList<IDatasetFetcher> all, string dataset, RoutedVendor? vendor) =>
        vendor is null ? null : all.FirstOrDefault(f => f.Dataset == dataset && f.Vendor == vendor.Vendor);
}
