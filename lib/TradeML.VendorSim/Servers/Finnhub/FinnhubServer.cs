using System.Globalization;

namespace TradeML.VendorSim.Servers.Finnhub;

/// <summary>
/// Finnhub's API v1: candles (with the right <c>candles</c>), option chain, earnings calendar and company profile.
/// </summary>
internal sealed class FinnhubServer(ServerContext context) : IVendorProtocol
{
    private readonly string key = context.Options.KeyId;
    private readonly FinnhubCandles candles = new(context);
    private readonly FinnhubOptions options = new(context);
    private readonly FinnhubCompanies companies = new(context);

    public string Vendor => "finnhub";

    public IReadOnlyList<string> ValueFields { get; } = ["o", "lastPrice", "epsEstimate", "marketCapitalization"];

    public IEnumerable<(string Name, string Value)> Environment(string baseUrl) =>
        [("FINNHUB_API_KEY", key), ("FINNHUB_URL", $"{baseUrl}/api/v1")];

    public string[] SymbolsOf(VendorRequest request) =>
        request.Query("symbol") is { Length: > 0 } symbol ? [symbol] : [];

    public bool Admit(VendorRequest request, Reply reply)
    {
        var sent = request.Query("token") ?? request.Header("X-Finnhub-Token");
        if (sent == key) return true;
        if (sent is null) reply.Fail(401, "Please use an API key.");
        else if (sent.Length == 0)
            reply.Fail(429, "API limit reached. Please sign up for a free account to continue using the API.");
        else reply.Fail(401, "Invalid API key");
        return false;
    }

    public void Refuse(Refusal refusal, VendorRequest request, Reply reply)
    {
        switch (refusal)
        {
            case Refusal.InternalError: reply.Fail(500, "Internal server error"); break;
            case Refusal.Unavailable: reply.Page(503, "503 Service Temporarily Unavailable"); break;
            case Refusal.ErrorAsOk: reply.Fail(200, "Internal server error"); break;
            default: reply.Fail(429, "API limit reached. Please try again later. Remaining Limit: 0"); break;
        }
    }

    public void AddRateHeaders(RateState state, Reply reply)
    {
        reply.Headers.Add(("X-Ratelimit-Limit", state.Limit.ToString(CultureInfo.InvariantCulture)));
        reply.Headers.Add(("X-Ratelimit-Remaining", state.Left.ToString(CultureInfo.InvariantCulture)));
        reply.Headers.Add(("X-Ratelimit-Reset", state.Reset.ToString(CultureInfo.InvariantCulture)));
    }

    public void Answer(VendorRequest request, Reply reply)
    {
        switch (request.Segments)
        {
            case ["api", "v1", "stock", "candle"]:
                if (context.PlanOf(Vendor).Allows("candles")) candles.Answer(request, reply);
                else reply.Fail(403, "You don't have access to this resource.");
                break;
            case ["api", "v1", "stock", "option-chain"]:
                options.Answer(request, reply);
                break;
            case ["api", "v1", "calendar", "earnings"]:
                companies.Earnings(request, reply);
                break;
            case ["api", "v1", "stock", "profile2"]:
                companies.Profile(request, reply);
                break;
            default:
                reply.Page(302, "302 Found");
                reply.Headers.Add(("Location", $"{request.Root}/"));
                break;
        }
    }
}
