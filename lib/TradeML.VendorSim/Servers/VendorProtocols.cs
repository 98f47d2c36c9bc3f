using TradeML.VendorSim.Servers.Alpaca;
using TradeML.VendorSim.Servers.Fmp;
using TradeML.VendorSim.Servers.Fred;
using TradeML.VendorSim.Servers.Sec;

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

        // Finnhub: candles, option chain, earnings calendar, profile

        // Alpha Vantage: listing status, splits, dividends, earnings, option history

        // Financial Modeling Prep: statements, delisted companies, market cap, earnings
        new FmpServer(context),

        // FRED and ALFRED: series with their vintages
        new FredServer(context),

        // US Treasury: par yield curve

        // SEC EDGAR: submissions, company facts, tickers
        new SecServer(context),
    ];
}
