namespace TradeML.VendorSim.Servers.Treasury;

/// <summary>
/// The US Treasury: par yield curve as yearly or monthly CSV and as XML, and the average interest rates of its Fiscal
/// Data interface. No key.
/// </summary>
internal sealed class TreasuryServer(ServerContext context) : IVendorProtocol
{
    private readonly TreasuryCurveCsv csv = new(context);
    private readonly TreasuryCurveXml xml = new(context);
    private readonly FiscalData fiscal = new(context);

    public string Vendor => "treasury";

    public IReadOnlyList<string> ValueFields { get; } = ["avg_interest_rate_amt"];

    public IEnumerable<(string Name, string Value)> Environment(string baseUrl) => [("TREASURY_URL", baseUrl)];

    public string[] SymbolsOf(VendorRequest request) => [];

    public bool Admit(VendorRequest request, Reply reply) => true;

    public void Refuse(Refusal refusal, VendorRequest request, Reply reply)
    {
        switch (refusal)
        {
            case Refusal.InternalError: Html(reply, 500, "The website encountered an unexpected error"); break;
            case Refusal.Unavailable: Html(reply, 503, "Service Unavailable"); break;
            case Refusal.ErrorAsOk: Html(reply, 200, "Page not found"); break;
            default: Html(reply, 429, "Too Many Requests"); break;
        }
    }

    public void Answer(VendorRequest request, Reply reply)
    {
        switch (request.Segments)
        {
            case ["resource-center", "data-chart-center", "interest-rates", "daily-treasury-rates.csv", var year,
                "all"]:
                csv.Answer(request, reply, year);
                break;
            case ["resource-center", "data-chart-center", "interest-rates", "daily-treasury-rates.csv", "all",
                var month]:
                csv.Answer(request, reply, month);
                break;
            case ["resource-center", "data-chart-center", "interest-rates", "pages", "xml"]:
                xml.Answer(request, reply); break;
            case ["services", "api", "fiscal_service", .. var endpoint]:
                fiscal.Answer(string.Join('/', endpoint), request, reply); break;
            default: Html(reply, 404, "Page not found"); break;
        }
    }

    /// <summary>A page of the site, which also errors are; the cache in front of it says so.</summary>
    public static void Html(Reply reply, int status, string title)
    {
        reply.Text(status, Reply.Html,
            $"<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head><title>{title} | U.S. Department of the "
                + $"Treasury</title></head>\n<body><h1>{title}</h1></body>\n</html>\n");
        reply.Headers.Add(("X-Drupal-Cache", "HIT"));
    }
}
