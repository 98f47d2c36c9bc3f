using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Alpaca;
using TradeML.Vendors.Connectors.AlphaVantage;
using TradeML.Vendors.Connectors.Finnhub;
using TradeML.Vendors.Connectors.Fmp;
using TradeML.Vendors.Connectors.Fred;
using TradeML.Vendors.Connectors.Massive;
using TradeML.Vendors.Connectors.Sec;
using TradeML.Vendors.Connectors.Treasury;
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
        void Add(string vendor, VendorCredentials credentials, Func<VendorHttp, IReadOnlyList<IDatasetFetcher>> fetchersOf)
        {
            budgets[vendor] = new VendorBudget(VendorBudgetOptions.From(vendor, endpoints, slices), lake.Control, time);
            clients[vendor] = new VendorHttp(VendorHttpOptions.From(vendor, edge.Request), credentials, budgets[vendor], time);
            fetchers.AddRange(fetchersOf(clients[vendor]));
        }

        if (Has(keys, "ALPACA_API_KEY", "ALPACA_API_SECRET"))
        {
            var alpaca = AlpacaOf(keys, edge, stage);
            Add(AlpacaOptions.Vendor, alpaca.Credentials(), http => AlpacaVendor.Fetchers(alpaca, http, context));
        }

        if (Has(keys, "MASSIVE_API_KEY"))
        {
            var massive = MassiveOptions.From(keys);
            Add(MassiveOptions.Vendor, massive.Credentials(), http => MassiveVendor.Fetchers(massive, http, context));
        }

        if (Has(keys, "FINNHUB_API_KEY"))
        {
            var finnhub = FinnhubOptions.From(keys);
            Add(FinnhubOptions.Vendor, finnhub.Credentials(), http => FinnhubVendor.Fetchers(finnhub, http, context));
        }

        if (Has(keys, "ALPHA_VANTAGE_API_KEY"))
        {
            var alphaVantage = AlphaVantageOptions.From(keys);
            Add(AlphaVantageOptions.Vendor, alphaVantage.Credentials(), http => AlphaVantageVendor.Fetchers(alphaVantage, http, context));
        }

        if (Has(keys, "FMP_API_KEY"))
        {
            var fmp = FmpOptions.From(keys);
            Add(FmpOptions.Vendor, fmp.Credentials(), http => FmpVendor.Fetchers(fmp, http, context));
        }

        if (Has(keys, "FRED_API_KEY"))
        {
            var fred = FredOptions.From(keys);
            Add(FredOptions.Vendor, fred.Credentials(), http => FredVendor.Fetchers(fred, http, context));
        }

        var treasury = TreasuryOptions.From(keys);
        Add(TreasuryOptions.Vendor, treasury.Credentials(), http => TreasuryVendor.Fetchers(treasury, http, context));
        if (keys.SecUserAgent is not null)
        {
            var sec = SecOptions.From(keys, edge.SecFacts) with { KnownCiks = SecKnownCiks.Of(lake) };
            Add(SecOptions.Vendor, sec.Credentials(), http => SecVendor.Fetchers(sec, http, context));
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

    internal static TradeMLException NoAlpacaKeys() => new(
        ErrorKind.BadInput, "Alpaca's keys are not set.", "ALPACA_API_KEY, ALPACA_API_SECRET",
        "Put them into the environment or .env; without keys, `ata sim serve` gives a local vendor and prints its own.");

    private static AlpacaOptions AlpacaOf(VendorKeys keys, EdgeOptions edge, StageFile? stage) => new()
    {
        DataUrl = keys.AlpacaDataUrl, TradingUrl = keys.AlpacaTradingUrl, KeyId = keys.AlpacaKeyId, SecretKey = keys.AlpacaSecret,
        Feed = stage?.SourceOf("equities_eod") == "alpaca_iex" ? "iex" : "sip",
        MinuteFeed = stage?.SourceOf("equities_minute") == "alpaca_sip" ? "sip" : "iex",
        OptionFeed = stage?.SourceOf("options_chain") == "alpaca_opra" ? "opra" : "indicative",
        MaxPages = edge.Request.MaxPages,
    };

    private static bool Has(VendorKeys keys, params string[] names) => names.All(n => !keys[n].IsEmpty);
}
