namespace TradeML.VendorSim.Servers.AlphaVantage;

/// <summary>
/// Alpha Vantage's one address, <c>query?function=…</c>. Every refusal comes with status 200 as a JSON object with one
/// of three keys, also where the answer would be CSV. The plan's rights are <c>premium</c> (all of daily history,
/// adjusted series) and <c>no-options</c>, which takes option history away.
/// </summary>
internal sealed class AlphaVantageServer(ServerContext context) : IVendorProtocol
{
    /// <summary>The vendor's name.</summary>
    public const string Name = "alpha_vantage";

    private readonly AlphaVantageDaily daily = new(context);
    private readonly AlphaVantageListings listings = new(context);
    private readonly AlphaVantageActions actions = new(context);
    private readonly AlphaVantageEarnings earnings = new(context);
    private readonly AlphaVantageOptions chains = new(context);
    private readonly AlphaVantageOverview overview = new(context);

    public string Vendor => Name;

    public IReadOnlyList<string> ValueFields { get; } = ["1. open", "split_factor", "amount", "reportedEPS",
        "implied_volatility"];

    public IEnumerable<(string Name, string Value)> Environment(string baseUrl) =>
        [("ALPHA_VANTAGE_API_KEY", context.Options.KeyId), ("ALPHA_VANTAGE_URL", baseUrl)];

    public string[] SymbolsOf(VendorRequest request) =>
        request.Query("symbol") is { Length: > 0 } symbol ? [symbol] : [];

    public bool Admit(VendorRequest request, Reply reply)
    {
        var key = request.Query("apikey");
        if (key == context.Options.KeyId) return true;
        if (key == "demo")
            AlphaVantageQuery.Information(reply,
                "The **demo** API key is for demo purposes only. Please claim your free API key at "
                    + "(https://www.alphavantage.co/support/#api-key) to explore our full API offerings. It takes "
                    + "fewer than 20 seconds.");
        else
            AlphaVantageQuery.Error(reply,
                "the parameter apikey is invalid or missing. Please claim your free API key on "
                    + "(https://www.alphavantage.co/support/#api-key). It should take less than 20 seconds.");
        return false;
    }

    public void Refuse(Refusal refusal, VendorRequest request, Reply reply)
    {
        switch (refusal)
        {
            case Refusal.PerSecond:
                AlphaVantageQuery.Information(reply,
                    "Thank you for using Alpha Vantage! Please consider spreading out your free API requests more "
                        + "sparingly (1 request per second). You may subscribe to any of the premium plans at "
                        + "https://www.alphavantage.co/premium/ to lift the free key rate limit.");
                break;
            case Refusal.PerDay:
                AlphaVantageQuery.Information(reply,
                    "We have detected your API key and our standard API rate limit is 25 requests per day. Please "
                        + "subscribe to any of the premium plans at https://www.alphavantage.co/premium/ to "
                        + "instantly remove all daily rate limits.");
                break;
            case Refusal.PerMinute or Refusal.ErrorAsOk:
                reply.Object(200,
                    ("Note",
                        "Thank you for using Alpha Vantage! Our standard API call frequency is 5 calls per minute "
                            + "and 500 calls per day. Please visit https://www.alphavantage.co/premium/ if you would "
                            + "like to target a higher API call frequency."));
                break;
            case Refusal.InternalError: reply.Page(500, "500 Internal Server Error"); break;
            default: reply.Page(503, "503 Service Temporarily Unavailable"); break;
        }
    }

    public void Answer(VendorRequest request, Reply reply)
    {
        if (request.Segments is not ["query"])
        {
            reply.Page(404, "404 Not Found");
            return;
        }

        switch (request.Query("function"))
        {
            case "TIME_SERIES_DAILY": daily.Answer(request, reply, adjusted: false); break;
            case "TIME_SERIES_DAILY_ADJUSTED": daily.Answer(request, reply, adjusted: true); break;
            case "LISTING_STATUS": listings.Answer(request, reply); break;
            case "SPLITS": actions.Splits(request, reply); break;
            case "DIVIDENDS": actions.Dividends(request, reply); break;
            case "EARNINGS": earnings.OfSymbol(request, reply); break;
            case "EARNINGS_CALENDAR": earnings.Calendar(request, reply); break;
            case "HISTORICAL_OPTIONS": chains.Answer(request, reply); break;
            case "OVERVIEW": overview.Answer(request, reply); break;
            default: reply.Object(200, ("Error Message", "This API function does not exist.")); break;
        }
    }
}
