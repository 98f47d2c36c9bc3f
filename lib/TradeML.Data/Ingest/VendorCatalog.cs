using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Connectors;
using TradeML.Data.Connectors.Alpaca;
using TradeML.Data.Connectors.Http;
using TradeML.Data.Routing;
using TradeML.Lake;

namespace TradeML.Data.Ingest;

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
    /// <param name="stage">What the node collects, which settles the feeds; null for a node that has no stage yet.</param>
    public static VendorSetup Create(
        DataLake lake, VendorKeys keys, EndpointsOptions endpoints, EdgeOptions edge, BudgetSlices slices, TimeProvider time, StageFile? stage = null)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(edge);
        var context = new VendorContext(lake.Contracts, ExchangeCalendar.Xnys, time);
        var budgets = new Dictionary<string, VendorBudget>(StringComparer.Ordinal);
        var clients = new Dictionary<string, VendorHttp>(StringComparer.Ordinal);
        var fetchers = new List<IDatasetFetcher>();
        VendorHttp Client(string vendor, VendorCredentials credentials)
        {
            budgets[vendor] = new VendorBudget(VendorBudgetOptions.From(vendor, endpoints, slices), lake.Control, time);
            return clients[vendor] = new VendorHttp(VendorHttpOptions.From(vendor, edge.Request), credentials, budgets[vendor], time);
        }

        if (Has(keys, "ALPACA_API_KEY", "ALPACA_API_SECRET"))
        {
            var options = AlpacaOf(keys, edge, stage);
            fetchers.AddRange(Alpaca(options, Client(AlpacaOptions.Vendor, options.Credentials()), context));
        }

        var refusals = new VendorRefusals(lake.Control, time);
        var router = new ProviderRouter(endpoints, fetchers, e => MissingKey(keys, e), d => stage?.SourceOf(d), refusals, time);
        return new VendorSetup(fetchers, budgets, clients, router, refusals, context.Calendar, fetchers.OfType<AlpacaListings>().FirstOrDefault());
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

    internal static IReadOnlyList<IDatasetFetcher> Alpaca(AlpacaOptions options, VendorHttp http, VendorContext context) =>
    [
        new AlpacaBars(options, http, context.Contracts, new SessionStamps(context.Calendar), context.Time),
        new AlpacaCorporateActions(options, http, context.Contracts, context.Calendar, context.Time),
        new AlpacaListings(options, http, context.Contracts, context.Calendar, context.Time),
    ];

    internal static TradeMLException NoAlpacaKeys() => new(
        ErrorKind.BadInput, "Alpaca's keys are not set.", "ALPACA_API_KEY, ALPACA_API_SECRET",
        "Put them into the environment or .env; without keys, `ata sim serve` gives a local vendor and prints its own.");

    private static AlpacaOptions AlpacaOf(VendorKeys keys, EdgeOptions edge, StageFile? stage) => new()
    {
        DataUrl = keys.AlpacaDataUrl, TradingUrl = keys.AlpacaTradingUrl, KeyId = keys.AlpacaKeyId, SecretKey = keys.AlpacaSecret,
        Feed = stage?.SourceOf("equities_eod") == "alpaca_iex" ? "iex" : "sip", MaxPages = edge.Request.MaxPages,
    };

    private static bool Has(VendorKeys keys, params string[] names) => names.All(n => !keys[n].IsEmpty);
}
