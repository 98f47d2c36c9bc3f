using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Alpaca;
using TradeML.Vendors.Http;

namespace TradeML.Data.Ingest.Routing;

/// <summary>
/// The vendors a node talks to: their clients, budgets and fetchers, and who of them serves what.
/// <see cref="VendorCatalog"/> makes it.
/// </summary>
public sealed class VendorSetup : IDisposable
{
    private readonly IReadOnlyDictionary<string, VendorHttp> clients;
    private readonly AlpacaListings? listings;

    internal VendorSetup(
        IReadOnlyList<IDatasetFetcher> fetchers, IReadOnlyDictionary<string, VendorBudget> budgets,
        IReadOnlyDictionary<string, VendorHttp> clients,
        ProviderRouter router, VendorRefusals refusals, ExchangeCalendar calendar, AlpacaListings? listings)
    {
        this.clients = clients;
        this.listings = listings;
        (Fetchers, Budgets, Router, Refusals, Calendar) = (fetchers, budgets, router, refusals, calendar);
    }

    /// <summary>Everything that can be fetched; a dataset may have several fetchers.</summary>
    public IReadOnlyList<IDatasetFetcher> Fetchers { get; }

    /// <summary>One budget a vendor.</summary>
    public IReadOnlyDictionary<string, VendorBudget> Budgets { get; }

    /// <summary>Who serves a dataset.</summary>
    public ProviderRouter Router { get; }

    /// <summary>What vendors refused because the plan does not cover it.</summary>
    public VendorRefusals Refusals { get; }

    /// <summary>Listing exchange.</summary>
    public ExchangeCalendar Calendar { get; }

    /// <summary>Alpaca's asset list, for choosing symbols.</summary>
    /// <exception cref="TradeMLException">Bad input: Alpaca's keys are not set.</exception>
    public AlpacaListings Listings => listings ?? throw VendorCatalog.NoAlpacaKeys();

    /// <summary>
    /// Sets up fetchers that the caller made, all of which can be asked; where a dataset has two, the second serves its
    /// probes.
    /// </summary>
    /// <param name="lake">The lake, which remembers refusals.</param>
    /// <param name="fetchers">The fetchers.</param>
    /// <param name="budgets">One budget a vendor.</param>
    /// <param name="calendar">Listing exchange.</param>
    /// <param name="time">Clock.</param>
    public static VendorSetup Of(
        DataLake lake, IReadOnlyList<IDatasetFetcher> fetchers, IReadOnlyDictionary<string, VendorBudget> budgets,
        ExchangeCalendar calendar, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var refusals = new VendorRefusals(lake.Control, time);
        return new VendorSetup(
            fetchers, budgets, new Dictionary<string, VendorHttp>(), ProviderRouter.Over(fetchers, refusals, time),
            refusals, calendar, null);
    }

    /// <summary>Sets Alpaca alone up, with settings of one's own.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="vendor">Addresses, keys, feed.</param>
    /// <param name="requests">How requests are made.</param>
    /// <param name="budget">Alpaca's budget.</param>
    /// <param name="time">Clock.</param>
    public static VendorSetup Alpaca(
        DataLake lake, VendorSettings vendor, VendorHttpOptions requests, VendorBudget budget, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(vendor);
        var context = new VendorContext(lake.Contracts, ExchangeCalendar.Xnys, time);
        var http = new VendorHttp(requests, vendor.Credentials(), budget, time);
        var fetchers = AlpacaVendor.Fetchers(vendor, http, context);
        var refusals = new VendorRefusals(lake.Control, time);
        return new VendorSetup(
            fetchers, new Dictionary<string, VendorBudget> { [budget.Vendor] = budget },
            new Dictionary<string, VendorHttp> { [budget.Vendor] = http },
            ProviderRouter.Over(fetchers, refusals, time), refusals, context.Calendar,
            fetchers.OfType<AlpacaListings>().First());
    }

    /// <summary>Refuses a stage whose bars nobody here can fetch.</summary>
    /// <param name="stage">The stage.</param>
    /// <exception cref="TradeMLException">Bad input: the keys of its bars' vendor are not set, or nothing of it is
    /// fetched.</exception>
    public void Require(NodeStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        bool IsServed(string dataset) =>
            Fetchers
                .Any(f =>
                    f.Dataset == dataset && (stage.SourceOf(dataset) is not { } source || f.SourceName == source));
        if (!stage.Datasets.ContainsKey("equities_eod") || IsServed("equities_eod")) return;
        if (stage.Source.StartsWith("alpaca_", StringComparison.Ordinal)) throw VendorCatalog.NoAlpacaKeys();
        if (stage.Source != "file" || !stage.Datasets.Keys.Any(IsServed))
            throw new TradeMLException(
                ErrorKind.BadInput, $"The source '{stage.Source}' is not fetched.", "control/stage.yml",
                "Bring its files in with `ata import bars FILE`.");
    }

    /// <summary>Questions to a vendor that wait for its rate or for their next attempt right now.</summary>
    /// <param name="vendor">The vendor.</param>
    public int WaitingOf(string vendor) =>
        Budgets[vendor].Waiting + (clients.TryGetValue(vendor, out var http) ? http.Waiting : 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in clients.Values) client.Dispose();
    }
}
