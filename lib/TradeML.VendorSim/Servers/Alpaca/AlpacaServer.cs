using System.Globalization;

namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>
/// Alpaca's market data API v2, its option chains (the right <c>opra</c> opens the consolidated feed), and the asset
/// and calendar part of its trading API v2.
/// </summary>
internal sealed class AlpacaServer(ServerContext context) : IVendorProtocol
{
    /// <summary>The vendor's name.</summary>
    public const string Name = "alpaca";

    private readonly VendorServerOptions options = context.Options;
    private readonly AlpacaBars bars = new(context);
    private readonly AlpacaActions actions = new(context);
    private readonly AlpacaAssets assets = new(context);
    private readonly AlpacaOptions chains = new(context);

    public string Vendor => Name;

    public IReadOnlyList<string> ValueFields { get; } = ["o", "rate", "new_rate", "impliedVolatility"];

    public IEnumerable<(string Name, string Value)> Environment(string baseUrl) =>
    [
        ("ALPACA_API_KEY", options.KeyId),
        ("ALPACA_API_SECRET", options.Secret),
        ("ALPACA_DATA_URL", baseUrl),
        ("ALPACA_TRADING_URL", baseUrl),
    ];

    public string[] SymbolsOf(VendorRequest request) => request.Segments switch
    {
        ["v2", "stocks", var symbol, _] => [symbol],
        ["v2", "assets", var symbol] => [symbol],
        ["v1beta1", "options", "snapshots", var underlying] => [underlying],
        _ =>
            request.Query("symbols")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                ?? [],
    };

    public string BudgetOf(VendorRequest request) => IsData(request) ? "data" : "trading";

    public bool Admit(VendorRequest request, Reply reply)
    {
        if (request.Header("APCA-API-KEY-ID") == options.KeyId
            && request.Header("APCA-API-SECRET-KEY") == options.Secret) return true;
        if (IsData(request)) reply.Page(401, "401 Authorization Required");
        else reply.Error(401, "request is not authorized", 40110000);
        return false;
    }

    public void Refuse(Refusal refusal, VendorRequest request, Reply reply)
    {
        switch (refusal)
        {
            case Refusal.InternalError: reply.Error(500, "internal server error occurred"); break;
            case Refusal.Unavailable: reply.Error(503, "service unavailable"); break;
            case Refusal.ErrorAsOk: reply.Error(200, "internal server error occurred"); break;
            default: reply.Error(429, "too many requests.", IsData(request) ? null : 42910000); break;
        }
    }

    public void AddRateHeaders(RateState state, Reply reply)
    {
        reply.Headers.Add(("X-RateLimit-Limit", state.Limit.ToString(CultureInfo.InvariantCulture)));
        reply.Headers.Add(("X-RateLimit-Remaining", state.Left.ToString(CultureInfo.InvariantCulture)));
        reply.Headers.Add(("X-RateLimit-Reset", state.Reset.ToString(CultureInfo.InvariantCulture)));
    }

    public void Answer(VendorRequest request, Reply reply)
    {
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
            case ["v1beta1", "options", "snapshots", var underlying]:
                chains.Answer(underlying, request, reply);
                break;
            case ["v2", "assets"]:
                assets.List(request, reply);
                break;
            case ["v2", "assets", var asset]:
                assets.One(asset, request, reply);
                break;
            case ["v2", "calendar"]:
                AlpacaCalendar.Answer(context.Calendar, request, reply);
                break;
            default:
                reply.Error(404, "endpoint not found", IsData(request) ? null : 40410000);
                break;
        }
    }

    private static bool IsData(VendorRequest request) =>
        request.Segments is not (["v2", "assets", ..] or ["v2", "calendar", ..] or ["v2", "clock", ..]);
}
