namespace TradeML.VendorSim.Servers.Sec;

/// <summary>
/// SEC EDGAR: <c>data</c> stands for data.sec.gov (submissions, company facts and concepts), <c>www</c> for www.sec.gov
/// (company tickers). Whoever does not name a contact in the User-Agent is refused.
/// </summary>
internal sealed class SecServer(ServerContext context) : IVendorProtocol
{
    private readonly SecTickers tickers = new(context);
    private readonly SecSubmissions submissions = new(context);
    private readonly SecFacts facts = new(context);

    public string Vendor => "sec";

    public IReadOnlyList<string> ValueFields { get; } = ["acceptanceDateTime", "cik_str", "val"];

    public IEnumerable<(string Name, string Value)> Environment(string baseUrl) =>
    [
        ("SEC_DATA_URL", $"{baseUrl}/data"), ("SEC_WWW_URL", $"{baseUrl}/www"),
        ("SEC_USER_AGENT", "TradeML Simulation admin@example.com"),
    ];

    public string[] SymbolsOf(VendorRequest request) => request.Segments switch
    {
        ["data", "submissions", var file] when file.Length >= 13 => [file[..13]],
        ["data", "api", "xbrl", "companyfacts" or "companyconcept", var file, ..] when file.Length >= 13 =>
            [file[..13]],
        _ => [],
    };

    public bool Admit(VendorRequest request, Reply reply)
    {
        var agent = request.Header("User-Agent")?.Trim() ?? "";
        var at = agent.IndexOf('@', StringComparison.Ordinal);
        if (at > 0 && agent.IndexOf('.', at) > at + 1) return true;
        Html(reply, 403, "SEC.gov | Your Request Originates from an Undeclared Automated Tool",
            "Please declare your traffic by updating your user agent to include company specific information.");
        return false;
    }

    public void Refuse(Refusal refusal, VendorRequest request, Reply reply)
    {
        switch (refusal)
        {
            case Refusal.InternalError:
                Html(reply, 500, "SEC.gov | Internal Server Error", "Please try again later."); break;
            case Refusal.Unavailable:
                Html(reply, 503, "SEC.gov | Service Unavailable", "This page is temporarily unavailable."); break;
            case Refusal.ErrorAsOk:
                Html(reply, 200, "SEC.gov | File Unavailable", "This page is temporarily unavailable."); break;
            default:
                Html(reply, 429, "SEC.gov | Request Rate Threshold Exceeded",
                    "Your request rate has exceeded the SEC's maximum allowable requests per second."); break;
        }
    }

    public void Answer(VendorRequest request, Reply reply)
    {
        switch (request.Segments)
        {
            case ["data", "submissions", var file]: submissions.Answer(file, request, reply); break;
            case ["data", "api", "xbrl", "companyfacts", var file]: facts.OfCompany(file, request, reply); break;
            case ["data", "api", "xbrl", "companyconcept", var cik, var taxonomy, var file]:
                facts.OfConcept(cik, taxonomy, file, request, reply); break;
            case ["www", "files", "company_tickers.json"]: tickers.Objects(request, reply); break;
            case ["www", "files", "company_tickers_exchange.json"]: tickers.Table(request, reply); break;
            case ["data", ..]: NoSuchKey(reply); break;
            default:
                Html(reply, 404, "SEC.gov | File Not Found Error", "The requested file could not be found."); break;
        }
    }

    /// <summary>The answer of the file store when there is no such file.</summary>
    public static void NoSuchKey(Reply reply) => reply.Text(
        404, "application/xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does "
            + "not exist.</Message></Error>");

    /// <summary>The company key of a file name like CIK0000012345.json, or null.</summary>
    public static int? Cik(string file)
    {
        var name = file.EndsWith(".json", StringComparison.Ordinal) ? file[..^5] : file;
        return name.Length == 13 && name.StartsWith("CIK", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(3), out var cik) && cik >= 0
            ? cik
            : null;
    }

    private static void Html(Reply reply, int status, string title, string text) => reply.Text(
        status, Reply.Html,
        $"<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>{title}</title></head>\n<body><h1>{title}</h1><p>{text}"
            + "</p></body>\n</html>\n");
}
