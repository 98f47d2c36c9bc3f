using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Connectors;
using TradeML.Data.Connectors.Alpaca;
using TradeML.Data.Connectors.Http;
using TradeML.Lake;

namespace TradeML.Data.Ingest;

/// <summary>The vendors a node talks to: their clients, budgets and fetchers, built from configuration and keys.</summary>
public sealed class VendorSetup : IDisposable
{
    private readonly VendorHttp http;

    private VendorSetup(VendorHttp http, VendorBudget budget, AlpacaListings listings, IReadOnlyList<IDatasetFetcher> fetchers, ExchangeCalendar calendar)
    {
        this.http = http;
        Listings = listings;
        Fetchers = fetchers;
        Calendar = calendar;
        Budgets = new Dictionary<string, VendorBudget>(StringComparer.Ordinal) { [budget.Vendor] = budget };
    }

    /// <summary>One fetcher a dataset.</summary>
    public IReadOnlyList<IDatasetFetcher> Fetchers { get; }

    /// <summary>One budget a vendor.</summary>
    public IReadOnlyDictionary<string, VendorBudget> Budgets { get; }

    /// <summary>The vendor's asset list, for choosing symbols.</summary>
    public AlpacaListings Listings { get; }

    /// <summary>Listing exchange.</summary>
    public ExchangeCalendar Calendar { get; }

    /// <summary>Sets Alpaca up.</summary>
    /// <param name="lake">The lake, which keeps the budgets.</param>
    /// <param name="keys">Keys and addresses.</param>
    /// <param name="endpoints">Limits.</param>
    /// <param name="edge">Requests and concurrency.</param>
    /// <param name="slices">Which kinds may spend which part of the daily cap.</param>
    /// <param name="time">Clock.</param>
    /// <param name="feed"><c>sip</c> or <c>iex</c>.</param>
    /// <exception cref="TradeMLException">Bad input: the keys are not set, or the feed is unknown.</exception>
    public static VendorSetup Alpaca(
        DataLake lake, VendorKeys keys, EndpointsOptions endpoints, EdgeOptions edge, BudgetSlices slices, TimeProvider time, string feed = "sip")
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(edge);
        if (keys.AlpacaKeyId.IsEmpty || keys.AlpacaSecret.IsEmpty)
            throw new TradeMLException(
                ErrorKind.BadInput, "Alpaca's keys are not set.", "ALPACA_API_KEY, ALPACA_API_SECRET",
                "Put them into the environment or .env; without keys, `ata sim serve` gives a local vendor and prints its own.");
        var options = new AlpacaOptions
        {
            DataUrl = keys.AlpacaDataUrl, TradingUrl = keys.AlpacaTradingUrl, KeyId = keys.AlpacaKeyId, SecretKey = keys.AlpacaSecret, Feed = feed,
            MaxPages = edge.Request.MaxPages,
        };
        var budget = new VendorBudget(VendorBudgetOptions.From(AlpacaOptions.Vendor, endpoints, slices), lake.Control, time);
        return Alpaca(lake, options, VendorHttpOptions.From(AlpacaOptions.Vendor, edge.Request), budget, time);
    }

    /// <summary>Sets Alpaca up with options of one's own.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="options">Addresses, keys, feed.</param>
    /// <param name="requests">How requests are made.</param>
    /// <param name="budget">Alpaca's budget.</param>
    /// <param name="time">Clock.</param>
    public static VendorSetup Alpaca(DataLake lake, AlpacaOptions options, VendorHttpOptions requests, VendorBudget budget, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(options);
        var calendar = ExchangeCalendar.Xnys;
        var http = new VendorHttp(requests, options.Credentials(), budget, time);
        var fetchers = AlpacaVendor.Fetchers(options, http, new VendorContext(lake.Contracts, calendar, time));
        return new VendorSetup(http, budget, fetchers.OfType<AlpacaListings>().Single(), fetchers, calendar);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
