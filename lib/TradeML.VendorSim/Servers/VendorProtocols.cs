using TradeML.VendorSim.Servers.Alpaca;
using TradeML.VendorSim.Servers.AlphaVantage;
using TradeML.VendorSim.Servers.Finnhub;
using TradeML.VendorSim.Servers.Fmp;
using TradeML.VendorSim.Servers.Fred;
using TradeML.VendorSim.Servers.Massive;
using TradeML.VendorSim.Servers.Sec;
using TradeML.VendorSim.Servers.Treasury;

namespace TradeML.VendorSim.Servers;

/// <summary>Every vendor that a server speaks for.</summary>
internal static class VendorProtocols
{
    /// <summary>The vendor whose paths also stand at the root, without its segment.</summary>
    public const string AtRoot = AlpacaServer.Name;

    public static IReadOnlyList<IVendorProtocol> Create(ServerContext context) =>
    [
        // Alpaca: bars, corporate actions, option chains, assets, calendar
        new AlpacaServer(context),

        // Massive: aggregates, splits, dividends, tickers, option chains
        new MassiveServer(context),

        // Finnhub: candles, option chain, earnings calendar, profile
        new FinnhubServer(context),

        // Alpha Vantage: listing status, splits, dividends, earnings, option history
        new AlphaVantageServer(context),

        // Financial Modeling Prep: statements, delisted companies, market cap, earnings
        new FmpServer(context),

        // FRED and ALFRED: series with their vintages
        new FredServer(context),

        // US Treasury: par yield curve
        new TreasuryServer(context),

        // SEC EDGAR: submissions, company facts, tickers
        new SecServer(context),
    ];
}
