using TradeML.Core.Time;
using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Servers;

/// <summary>Alpaca's market data API v2 (daily bars, corporate actions) and the asset and calendar part of its trading API v2.</summary>
internal sealed class AlpacaServer(IMarketSource market, VendorServerOptions options) : IVendorProtocol
{
    private readonly RateWindow dataWindow = new(options.RequestsPerMinute);
    private readonly RateWindow tradingWindow = new(options.RequestsPerMinute);
    private readonly AlpacaBars bars = new(market, ExchangeCalendar.Xnys, options.RealTimeData);
    private readonly AlpacaActions actions = new(market, ExchangeCalendar.Xnys);
    private readonly AlpacaAssets assets = new(market, ExchangeCalendar.Xnys);

    public IEnumerable<(string Name, string Value)> Environment(string baseUrl) =>
    [
        ("ALPACA_API_KEY", options.KeyId),
        ("ALPACA_API_SECRET", options.Secret),
        ("ALPACA_DATA_URL", baseUrl),
        ("ALPACA_TRADING_URL", baseUrl),
    ];

    public string[] SymbolsOf(string[] segments, string? symbolsQuery) => segments switch
    {
        ["v2", "stocks", var symbol, _] => [symbol],
        ["v2", "assets", var symbol] => [symbol],
        _ => symbolsQuery is null ? [] : symbolsQuery.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    };

    public void Answer(VendorRequest request, Reply reply)
    {
        var isData = request.Segments is not (["v2", "assets", ..] or ["v2", "calendar", ..] or ["v2", "clock", ..]);
        if (request.Header("APCA-API-KEY-ID") != options.KeyId || request.Header("APCA-API-SECRET-KEY") != options.Secret)
        {
            if (isData) reply.Page(401, "401 Authorization Required");
            else reply.Error(401, "request is not authorized", 40110000);
            return;
        }

        if (!(isData ? dataWindow : tradingWindow).TryTake(request.Now, reply))
        {
            reply.Error(429, "too many requests.", isData ? null : 42910000);
            return;
        }

        switch (request.Segments)
        {
            case ["v2", "stocks", "bars"]:
                bars.Answer(request, reply, single: false);
                break;
            case ["v2", "stocks", _, "bars"]:
                bars.Answer(request, reply, single: true);
                break;
            case ["v1", "corporate-actions"]:
                actions.Answer(request, reply);
                break;
            case ["v2", "assets"]:
                assets.List(request, reply);
                break;
            case ["v2", "assets", var asset]:
                assets.One(asset, request, reply);
                break;
            case ["v2", "calendar"]:
                AlpacaCalendar.Answer(ExchangeCalendar.Xnys, request, reply);
                break;
            default:
                reply.Error(404, "endpoint not found", isData ? null : 40410000);
                break;
        }
    }
}
