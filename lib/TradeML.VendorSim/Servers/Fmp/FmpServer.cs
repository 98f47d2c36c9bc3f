namespace TradeML.VendorSim.Servers.Fmp;

/// <summary>
/// Financial Modeling Prep's stable API: statements, delisted companies, market capitalisation, earnings. The plan's
/// rights are <c>starter</c> (all symbols, any limit), <c>premium</c> (also later pages) and <c>legacy</c> (the
/// statements of the API's version 3).
/// </summary>
internal sealed class FmpServer(ServerContext context) : IVendorProtocol
{
    /// <summary>The vendor's name.</summary>
    public const string Name = "fmp";

    private const string LimitReach =
        "Limit Reach . Please upgrade your plan or visit our documentation for more details at "
            + "https://site.financialmodelingprep.com/";
    private readonly FmpStatements statements = new(context);
    private readonly FmpCompanies companies = new(context);
    private readonly FmpEarnings earnings = new(context);

    public string Vendor => Name;

    public IReadOnlyList<string> ValueFields { get; } = ["revenue", "totalAssets",
        "netCashProvidedByOperatingActivities", "marketCap", "epsActual"];

    public IEnumerable<(string Name, string Value)> Environment(string baseUrl) =>
        [("FMP_API_KEY", context.Options.KeyId), ("FMP_URL", baseUrl)];

    public string[] SymbolsOf(VendorRequest request) => request.Segments is ["api", "v3", _, var symbol]
        ? [symbol]
        : (request.Query("symbol") ?? request.Query("symbols"))?.Split(',', StringSplitOptions.RemoveEmptyEntries)
            ?? [];

    public bool Admit(VendorRequest request, Reply reply)
    {
        if ((request.Query("apikey") ?? request.Header("apikey")) == context.Options.KeyId) return true;
        Error(reply, 401,
            "Invalid API KEY. Feel free to create a Free API Key or visit "
                + "https://site.financialmodelingprep.com/faqs?search=why-is-my-api-key-invalid for more information.");
        return false;
    }

    public void Refuse(Refusal refusal, VendorRequest request, Reply reply)
    {
        switch (refusal)
        {
            case Refusal.InternalError: Error(reply, 500, "Internal Server Error"); break;
            case Refusal.Unavailable: reply.Text(503, FmpQuery.Plain, "Service Unavailable"); break;
            default: Error(reply, refusal == Refusal.ErrorAsOk ? 200 : 429, LimitReach); break;
        }
    }

    public void Answer(VendorRequest request, Reply reply)
    {
        switch (request.Segments)
        {
            case ["stable", "income-statement" or "balance-sheet-statement" or "cash-flow-statement"]:
                statements.Answer(request, reply, request.Segments[1], request.Query("symbol"), legacy: false);
                break;
            case ["stable", "delisted-companies"]: companies.Delisted(request, reply); break;
            case ["stable", "historical-market-capitalization"]: companies.MarketCap(request, reply); break;
            case ["stable", "market-capitalization-batch"]: companies.MarketCaps(request, reply); break;
            case ["stable", "earnings"]: earnings.OfSymbol(request, reply); break;
            case ["stable", "earnings-calendar"]: earnings.Calendar(request, reply); break;
            case ["api", "v3", "income-statement" or "balance-sheet-statement" or "cash-flow-statement", var symbol]
                when context.PlanOf(Name).Allows("legacy"):
                statements.Answer(request, reply, request.Segments[2], symbol, legacy: true);
                break;
            case ["api", "v3" or "v4", ..]:
                Error(reply, 403,
                    "Legacy Endpoint : Due to Legacy endpoints being no longer supported - This endpoint is only "
                        + "available for legacy users who have valid subscriptions prior August 31, 2025.");
                break;
            default: reply.Text(404, Reply.Json, "[]"); break;
        }
    }

    private static void Error(Reply reply, int status, string message) =>
        reply.Object(status, ("Error Message", message));
}
