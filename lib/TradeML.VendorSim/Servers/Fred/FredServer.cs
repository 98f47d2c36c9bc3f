namespace TradeML.VendorSim.Servers.Fred;

/// <summary>
/// The series requests of FRED and ALFRED: observations with their real-time periods, vintage dates, descriptions.
/// </summary>
internal sealed class FredServer(ServerContext context) : IVendorProtocol
{
    /// <summary>The only key that is registered: FRED's keys have 32 lower-case letters and digits.</summary>
    public const string Key = "simulatedfredkey0123456789abcdef";

    private readonly FredObservations observations = new(context.Macro);
    private readonly FredSeriesInfo info = new(context.Macro);

    public string Vendor => "fred";

    public IReadOnlyList<string> ValueFields { get; } = ["value"];

    public IEnumerable<(string Name, string Value)> Environment(string baseUrl) =>
        [("FRED_API_KEY", Key), ("FRED_URL", baseUrl)];

    public string[] SymbolsOf(VendorRequest request) =>
        request.Query("series_id") is { Length: > 0 } series ? [series] : [];

    public bool Admit(VendorRequest request, Reply reply)
    {
        var key = request.Query("api_key");
        if (key == Key) return true;
        FredError.Refuse(request, reply, key switch
        {
            null or "" =>
                "Variable api_key is not set.  Read "
                    + "https://fred.stlouisfed.org/docs/api/api_key.html for more information.",
            _ when key.Length != 32 || !key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) =>
                "The value for variable api_key is not a 32 character alpha-numeric lower-case string.  Read "
                    + "https://fred.stlouisfed.org/docs/api/api_key.html for more information.",
            _ =>
                "The value for variable api_key is not registered.  Read "
                    + "https://fred.stlouisfed.org/docs/api/api_key.html for more information.",
        });
        return false;
    }

    public void Refuse(Refusal refusal, VendorRequest request, Reply reply)
    {
        switch (refusal)
        {
            case Refusal.InternalError: FredError.Write(request, reply, 500, "Internal Server Error"); break;
            case Refusal.Unavailable: FredError.Write(request, reply, 503, "Service Unavailable"); break;
            case Refusal.ErrorAsOk: FredError.Write(request, reply, 200, "Internal Server Error", 500); break;
            default: FredError.Write(request, reply, 429, "Too Many Requests.  Exceeded Rate Limit"); break;
        }
    }

    public void Answer(VendorRequest request, Reply reply)
    {
        switch (request.Segments)
        {
            case ["fred", "series", "observations"]: observations.Answer(request, reply); break;
            case ["fred", "series", "vintagedates"]: info.VintageDates(request, reply); break;
            case ["fred", "series"]: info.Series(request, reply); break;
            default: FredError.Write(request, reply, 404, "Not Found"); break;
        }
    }
}
