using TradeML.Core.Configuration;
using TradeML.Data.Connectors;
using TradeML.Data.Connectors.Alpaca;
using TradeML.Data.Connectors.Finnhub;
using TradeML.Data.Connectors.Massive;
using TradeML.Data.Ingest;
using TradeML.Data.Tests.Ingest;

namespace TradeML.Data.Tests.Connectors.Conformance;

/// <summary>Every connector that is run against its simulated server; a vendor adds its lines.</summary>
public static class SimulatedCases
{
    private static readonly DateTimeOffset WhileListed = new(2020, 6, 1, 21, 0, 0, TimeSpan.Zero);

    public static IEnumerable<SimulatedCase> All() =>
    [
        Alpaca("equities_eod", "2019-01-02", "2021-01-01"),
        Alpaca("equities_minute", "2019-03-07", "2019-03-13"),
        Alpaca("corp_actions", "2019-01-02", "2021-01-01"),
        Alpaca("listings", "2019-01-02", "2021-01-01"),
        Alpaca("options_chain", "2020-06-01", "2020-06-02") with { Now = WhileListed },
        Massive("equities_eod", "2019-01-02", "2021-01-01"),
        Massive("equities_minute", "2019-10-31", "2019-11-06"),
        Massive("corp_actions", "2019-01-02", "2021-01-01"),
        Massive("listings", "2019-01-02", "2021-01-01"),
        Massive("options_chain", "2020-06-01", "2020-06-02") with { Now = WhileListed },
        Finnhub("equities_eod", "2019-01-02", "2021-01-01"),
        Finnhub("equities_minute", "2019-03-07", "2019-03-13"),
        Finnhub("options_chain", "2020-06-01", "2020-06-02") with { Now = WhileListed },
        Finnhub("earnings_calendar", "2020-04-01", "2020-05-15") with { Now = WhileListed },
        Finnhub("company_profile", "2020-06-01", "2020-06-02") with { Now = WhileListed },
    ];

    private static SimulatedCase Alpaca(string dataset, string start, string end) => new(
        $"alpaca {dataset}", TaskOf(dataset, start, end), keys => OptionsOf(keys).Credentials(),
        (keys, http, context) => Of(AlpacaVendor.Fetchers(OptionsOf(keys), http, context), dataset));

    private static SimulatedCase Massive(string dataset, string start, string end) => new(
        $"massive {dataset}", TaskOf(dataset, start, end), keys => MassiveOptions.From(keys).Credentials(),
        (keys, http, context) => Of(MassiveVendor.Fetchers(MassiveOptions.From(keys) with { PageLimit = 300 }, http, context), dataset));

    private static SimulatedCase Finnhub(string dataset, string start, string end) => new(
        $"finnhub {dataset}", TaskOf(dataset, start, end), keys => FinnhubOptions.From(keys).Credentials(),
        (keys, http, context) => Of(FinnhubVendor.Fetchers(FinnhubOptions.From(keys), http, context), dataset));

    private static AlpacaOptions OptionsOf(VendorKeys keys) => new()
    {
        DataUrl = keys.AlpacaDataUrl, TradingUrl = keys.AlpacaTradingUrl, KeyId = keys.AlpacaKeyId, SecretKey = keys.AlpacaSecret, PageLimit = 300,
    };

    private static IDatasetFetcher Of(IEnumerable<IDatasetFetcher> fetchers, string dataset) => fetchers.Single(f => f.Dataset == dataset);

    private static BackfillTask TaskOf(string dataset, string start, string end) => new(
        1, dataset, dataset is "listings" or "earnings_calendar" ? null : IngestBench.Symbols[0], DateOnly.Parse(start), DateOnly.Parse(end), TaskKind.Bootstrap, 0);
}
