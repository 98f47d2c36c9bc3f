using TradeML.Core.Configuration;
using TradeML.Vendors.Connectors.Alpaca;
using TradeML.Vendors.Connectors.AlphaVantage;
using TradeML.Vendors.Connectors.Finnhub;
using TradeML.Vendors.Connectors.Fmp;
using TradeML.Vendors.Connectors.Fred;
using TradeML.Vendors.Connectors.Massive;
using TradeML.Vendors.Connectors.Sec;
using TradeML.Vendors.Connectors.Treasury;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors;

/// <summary>
/// The vendors with their addresses, keys and limits, in order of preference where the registry says nothing.
/// </summary>
public static class VendorTable
{
    /// <summary>The vendors as they are without an environment.</summary>
    public static IReadOnlyList<VendorSettings> All { get; } =
    [
        new()
        {
            Vendor = AlpacaVendor.Name,
            Addresses =
            [
                At("ALPACA_DATA_URL", "https://data.alpaca.markets"),
                At("ALPACA_TRADING_URL", "https://paper-api.alpaca.markets"),
            ],
            Keys = [new("ALPACA_API_KEY", "APCA-API-KEY-ID"), new("ALPACA_API_SECRET", "APCA-API-SECRET-KEY")],
            Feeds = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            {
                ["equities_eod"] = ["sip", "iex"],              // consolidated, or one venue
                ["equities_minute"] = ["iex", "sip"],           // free plans have no other for the last minutes
                ["options_chain"] = ["indicative", "opra"],     // free: quotes altered, trades late
            },
            PageLimit = 10_000, FinalAfter = TimeSpan.FromMinutes(16), // free plans are refused the last 15 minutes
        },
        new()
        {
            Vendor = MassiveVendor.Name,
            Addresses = [At("MASSIVE_URL", "https://api.massive.com")],
            Keys = [new("MASSIVE_API_KEY", "Authorization", "Bearer ")],
            PageLimit = 50_000,
        },
        new()
        {
            Vendor = FinnhubVendor.Name,
            Addresses = [At("FINNHUB_URL", "https://finnhub.io/api/v1")],
            Keys = [new("FINNHUB_API_KEY", "X-Finnhub-Token")],
        },
        new()
        {
            Vendor = AlphaVantageVendor.Name,
            Addresses = [At("ALPHA_VANTAGE_URL", "https://www.alphavantage.co")],
            Keys = [new("ALPHA_VANTAGE_API_KEY", "apikey", InQuery: true)],
        },
        new()
        {
            Vendor = FmpVendor.Name,
            Addresses = [At("FMP_URL", "https://financialmodelingprep.com")],
            Keys = [new("FMP_API_KEY", "apikey")],
            PageLimit = 100, WindowDays = 3_650, // lists are cut beyond 100 rows, market values beyond 5,000
        },
        new()
        {
            Vendor = FredVendor.Name,
            Addresses = [At("FRED_URL", "https://api.stlouisfed.org")],
            Keys = [new("FRED_API_KEY", "api_key", InQuery: true)],
            PageLimit = 100_000,
        },
        new() { Vendor = TreasuryVendor.Name, Addresses = [At("TREASURY_URL", "https://home.treasury.gov")] },
        new()
        {
            Vendor = SecVendor.Name,
            Addresses = [At("SEC_DATA_URL", "https://data.sec.gov"), At("SEC_WWW_URL", "https://www.sec.gov")],
            NeedsContact = true,
        },
    ];

    /// <summary>The vendors as the environment has them, those without keys too.</summary>
    /// <param name="keys">Keys and addresses.</param>
    /// <exception cref="Core.Errors.TradeMLException">Bad input: an address is none; names the variable.</exception>
    public static IReadOnlyList<VendorSettings> Read(VendorKeys keys) => [.. All.Select(v => v.Read(keys))];

    /// <summary>One vendor as it is without an environment.</summary>
    /// <param name="vendor">Its name.</param>
    public static VendorSettings Of(string vendor) => All.First(v => v.Vendor == vendor);

    /// <summary>The fetchers of all datasets of a vendor.</summary>
    /// <param name="settings">The vendor.</param>
    /// <param name="http">Client that carries its keys.</param>
    /// <param name="context">Contracts, calendar and clock.</param>
    public static IReadOnlyList<IDatasetFetcher> Fetchers(
        VendorSettings settings, VendorHttp http, VendorContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Vendor switch
        {
            AlpacaVendor.Name => AlpacaVendor.Fetchers(settings, http, context),
            MassiveVendor.Name => MassiveVendor.Fetchers(settings, http, context),
            FinnhubVendor.Name => FinnhubVendor.Fetchers(settings, http, context),
            AlphaVantageVendor.Name => AlphaVantageVendor.Fetchers(settings, http, context),
            FmpVendor.Name => FmpVendor.Fetchers(settings, http, context),
            FredVendor.Name => FredVendor.Fetchers(settings, http, context),
            TreasuryVendor.Name => TreasuryVendor.Fetchers(settings, http, context),
            SecVendor.Name => SecVendor.Fetchers(settings, http, context),
            _ => throw new ArgumentException($"No connector serves '{settings.Vendor}'.", nameof(settings)),
        };
    }

    private static VendorAddress At(string variable, string url) => new(variable, new Uri(url));
}
