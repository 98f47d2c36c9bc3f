using TradeML.Core.Configuration;
using TradeML.Data.Tests.Ingest;
using TradeML.VendorSim.Market;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

/// <summary>Every connector that is run against its simulated server; a vendor adds its lines.</summary>
public static class SimulatedCases
{
    private static readonly DateTimeOffset WhileListed = new(2020, 6, 1, 21, 0, 0, TimeSpan.Zero);

    private static readonly SimulatedMarket Dying = SimulatedMarket.Create(
        new MarketConfig
        {
            Symbols = 12, Start = new DateOnly(2019, 1, 2), End = new DateOnly(2020, 12, 31),
            DelistingsPerYear = 0.5
        });

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
        Fred("UNRATE", 2_000),
        Fred("DGS10", 100),
        Treasury("2019-01-02", "2021-01-01"),
        Fmp("fundamentals_income", "2019-01-02", "2021-01-01"),
        Fmp("fundamentals_balance", "2019-01-02", "2021-01-01"),
        Fmp("fundamentals_cashflow", "2019-01-02", "2021-01-01"),
        Fmp("delistings", "2019-01-02", "2021-01-01") with { Market = Dying },
        Fmp("market_cap", "2019-01-02", "2021-01-01"),
        Fmp("earnings", "2019-01-02", "2021-01-01"),
        AlphaVantage("listings", "2019-01-02", "2021-01-01"),
        AlphaVantage("corp_actions", "2019-01-02", "2021-01-01"),
        AlphaVantage("earnings", "2019-01-02", "2021-01-01"),
        AlphaVantage("options_hist", "2020-06-01", "2020-06-03"),
        Sec("company_tickers", "2019-01-02", "2021-01-01") with { Now = WhileListed },
        Sec("filings", "2019-01-02", "2020-06-01") with { Now = WhileListed },
        Sec("company_facts", "2019-01-02", "2020-06-01") with { Now = WhileListed },
    ];

    private static SimulatedCase Alpaca(string dataset, string start, string end) =>
        Case("alpaca", dataset, start, end, s => s with { PageLimit = 300 });

    private static SimulatedCase Massive(string dataset, string start, string end) =>
        Case("massive", dataset, start, end, s => s with { PageLimit = 300 });

    private static SimulatedCase Finnhub(string dataset, string start, string end) =>
        Case("finnhub", dataset, start, end);

    private static SimulatedCase Fred(string series, int page)
    {
        var simulated = Case("fred", "macros_fred", "2019-01-02", "2021-01-01", s => s with { PageLimit = page });
        return simulated with { Name = $"fred {series}", Task = simulated.Task with { Symbol = series } };
    }

    private static SimulatedCase Treasury(string start, string end) => Case("treasury", "macros_treasury", start, end);

    private static SimulatedCase Fmp(string dataset, string start, string end) =>
        Case("fmp", dataset, start, end, s => s with { PageLimit = 2, WindowDays = 200 });

    private static SimulatedCase AlphaVantage(string dataset, string start, string end) =>
        Case("alpha_vantage", dataset, start, end);

    private static SimulatedCase Sec(string dataset, string start, string end) => Case("sec", dataset, start, end);

    private static SimulatedCase Case(
        string vendor, string dataset, string start, string end, Func<VendorSettings, VendorSettings>? change = null)
    {
        VendorSettings Settings(VendorKeys keys) => (change ?? (s => s))(VendorTable.Of(vendor).Read(keys));
        return new SimulatedCase(
            $"{vendor} {dataset}", TaskOf(dataset, start, end), keys => Settings(keys).Credentials(),
            (keys, http, context) => Of(VendorTable.Fetchers(Settings(keys), http, context), dataset));
    }

    private static IDatasetFetcher Of(IEnumerable<IDatasetFetcher> fetchers, string dataset) =>
        fetchers.Single(f => f.Dataset == dataset);

    private static FetchRequest TaskOf(string dataset, string start, string end) => new(
        dataset, DatasetCatalog.Standard[dataset].Key == DatasetKey.None ? null : IngestBench.Symbols[0],
        DateOnly.Parse(start), DateOnly.Parse(end), TaskKind.Bootstrap, 1);
}
