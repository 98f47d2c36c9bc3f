using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Alpaca;
using TradeML.Vendors.Connectors.Sec;
using TradeML.Vendors.Http;

namespace TradeML.Data.Ingest.Routing;

/// <summary>Makes the clients, budgets and fetchers of every vendor whose keys are set.</summary>
public static class VendorCatalog
{
    /// <summary>Sets up all vendors that have keys.</summary>
    /// <param name="lake">The lake, which keeps the budgets and refusals.</param>
    /// <param name="keys">Keys and addresses.</param>
    /// <param name="endpoints">The capability registry.</param>
    /// <param name="edge">Requests and concurrency.</param>
    /// <param name="slices">Which kinds may spend which part of the daily cap.</param>
    /// <param name="time">Clock.</param>
    /// <param name="stage">What the node collects, which settles the feeds; null for a node that has no stage
    /// yet.</param>
    public static VendorSetup Create(
        DataLake lake, VendorKeys keys, EndpointsOptions endpoints, EdgeOptions edge, BudgetSlices slices,
        TimeProvider time, NodeStage? stage = null)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(edge);
        var context = new VendorContext(lake.Contracts, ExchangeCalendar.Xnys, time);
        var budgets = new Dictionary<string, VendorBudget>(StringComparer.Ordinal);
        var clients = new Dictionary<string, VendorHttp>(StringComparer.Ordinal);
        var fetchers = new List<IDatasetFetcher>();
        foreach (var known in VendorTable.Read(keys).Where(v => v.Missing is null))
        {
            var vendor = Completed(known, lake, edge, stage);
            var budget = budgets[vendor.Vendor] = new VendorBudget(
                VendorBudgetOptions.From(vendor.Vendor, endpoints, slices), lake.Control, time);
            var http = clients[vendor.Vendor] =
                new VendorHttp(VendorHttpOptions.From(vendor.Vendor, edge.Request), vendor.Credentials(), budget, time);
            fetchers.AddRange(VendorTable.Fetchers(vendor, http, context));
        }

        var refusals = new VendorRefusals(lake.Control, time);
        var router = new ProviderRouter(endpoints, fetchers, e => MissingKey(keys, e), d => stage?.SourceOf(d),
            refusals, time);
        return new VendorSetup(fetchers, budgets, clients, router, refusals, context.Calendar,
            fetchers.OfType<AlpacaListings>().FirstOrDefault());
    }

    /// <summary>The variable that an entry of the registry needs and that is not set, or null.</summary>
    /// <param name="keys">Keys and addresses.</param>
    /// <param name="entry">The entry.</param>
    public static string? MissingKey(VendorKeys keys, EndpointEntry entry)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Keys.FirstOrDefault(k => k == "SEC_USER_AGENT" ? keys.SecUserAgent is null : keys[k].IsEmpty);
    }

    internal static TradeMLException NoAlpacaKeys() => new(
        ErrorKind.BadInput, "Alpaca's keys are not set.", "ALPACA_API_KEY, ALPACA_API_SECRET",
        "Put them into the environment or .env; without keys, `ata sim serve` gives a local "
            + "vendor and prints its own.");

    private static VendorSettings Completed(VendorSettings vendor, DataLake lake, EdgeOptions edge, NodeStage? stage)
    {
        foreach (var dataset in vendor.Feeds.Keys) vendor = vendor.WithSource(dataset, stage?.SourceOf(dataset));
        return vendor with
        {
            MaxPages = edge.Request.MaxPages,
            Concepts = edge.SecFacts,
            KnownCiks = vendor.Vendor == SecVendor.Name ? SecKnownCiks.Of(lake) : vendor.KnownCiks,
        };
    }
}
