namespace TradeML.VendorSim.Servers.Massive;

/// <summary>Massive's REST API: aggregates, splits, dividends, reference tickers and option chain snapshots.</summary>
internal sealed class MassiveServer(ServerContext context) : IVendorProtocol
{
    private const string Bearer = "Bearer ";

    private readonly string key = context.Options.KeyId;
    private readonly MassiveAggregates aggregates = new(context);
    private readonly MassiveGrouped grouped = new(context);
    private readonly MassiveActions actions = new(context);
    private readonly MassiveTickers tickers = new(context);
    private readonly MassiveOptions options = new(context);

    public string Vendor => "massive";

    public IReadOnlyList<string> ValueFields { get; } = ["o", "split_to", "cash_amount", "implied_volatility"];

    public IEnumerable<(string Name, string Value)> Environment(string baseUrl) =>
        [("MASSIVE_API_KEY", key), ("MASSIVE_URL", baseUrl)];

    public string[] SymbolsOf(VendorRequest request) => request.Segments switch
    {
        ["v2", "aggs", "ticker", var ticker, ..] => [ticker],
        ["v3", "reference", "tickers", var ticker] => [ticker],
        ["v3", "snapshot", "options", var underlying, ..] => [underlying],
        _ => (request.Query("ticker") ?? request.Query("ticker.any_of"))?.Split(',') ?? [],
    };

    public bool Admit(VendorRequest request, Reply reply)
    {
        var header = request.Header("Authorization");
        var sent = header?.StartsWith(Bearer, StringComparison.Ordinal) == true
            ? header[Bearer.Length..]
            : request.Query("apiKey");
        if (sent == key) return true;
        reply.Object(
            401, ("status", "ERROR"), ("request_id", MassiveErrors.IdOf(request)),
            ("error", string.IsNullOrEmpty(sent) ? "API Key was not provided" : "Unknown API Key"));
        return false;
    }

    public void Refuse(Refusal refusal, VendorRequest request, Reply reply)
    {
        var id = MassiveErrors.IdOf(request);
        switch (refusal)
        {
            case Refusal.InternalError:
                reply.Object(500, ("status", "ERROR"), ("request_id", id), ("error", "Internal server error")); break;
            case Refusal.Unavailable:
                reply.Object(503, ("status", "ERROR"), ("request_id", id), ("error", "Service unavailable")); break;
            case Refusal.ErrorAsOk:
                reply.Object(200, ("status", "ERROR"), ("request_id", id), ("error", "Internal server error")); break;
            default:
                reply.Object(
                    429, ("status", "ERROR"), ("request_id", id),
                    ("error",
                        "You've exceeded the maximum requests per minute, please wait or upgrade your subscription "
                            + "to continue. https://massive.com/pricing"));
                break;
        }
    }

    public void Answer(VendorRequest request, Reply reply)
    {
        switch (request.Segments)
        {
            case ["v2", "aggs", "ticker", var ticker, "range", var multiplier, var timespan, var from, var to]:
                aggregates.Answer(ticker, multiplier, timespan, from, to, request, reply);
                break;
            case ["v2", "aggs", "grouped", "locale", "us", "market", "stocks", var date]:
                grouped.Answer(date, request, reply);
                break;
            case ["v3", "reference", "splits"]:
                actions.Splits(request, reply, newest: false);
                break;
            case ["stocks", "v1", "splits"]:
                actions.Splits(request, reply, newest: true);
                break;
            case ["v3", "reference", "dividends"]:
                actions.Dividends(request, reply, newest: false);
                break;
            case ["stocks", "v1", "dividends"]:
                actions.Dividends(request, reply, newest: true);
                break;
            case ["v3", "reference", "tickers"]:
                tickers.List(request, reply);
                break;
            case ["v3", "reference", "tickers", var ticker]:
                tickers.One(ticker, request, reply);
                break;
            case ["v3", "snapshot", "options", var underlying]:
                options.Answer(underlying, request, reply);
                break;
            default:
                MassiveErrors.NotFound(request, reply);
                break;
        }
    }
}
