using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors;

/// <summary>
/// How to reach a vendor and how much to ask it for at once: a row of <see cref="VendorTable"/>, filled from the
/// environment.
/// </summary>
public sealed record VendorSettings
{
    private const string ContactVariable = "SEC_USER_AGENT";

    /// <summary>The vendor's name in budgets and sources.</summary>
    public required string Vendor { get; init; }

    /// <summary>Its addresses; the first serves the data.</summary>
    public required IReadOnlyList<VendorAddress> Addresses { get; init; }

    /// <summary>Its keys, all of which it needs; none for a public vendor.</summary>
    public IReadOnlyList<VendorSecret> Keys { get; init; } = [];

    /// <summary>Whether it answers only those who name themselves with a contact, in the User-Agent.</summary>
    public bool NeedsContact { get; init; }

    /// <summary>Name and contact (<c>SEC_USER_AGENT</c>); null when it is not set.</summary>
    public string? Contact { get; init; }

    /// <summary>
    /// Feeds by dataset, the one in use first; a feed is part of the source's name, as in <c>alpaca_sip</c>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Feeds { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Rows a page. Default 1,000; endpoints with a lower limit take that.</summary>
    public int PageLimit { get; init; } = 1_000;

    /// <summary>Most pages of one answer. Default 2,000.</summary>
    public int MaxPages { get; init; } = 2_000;

    /// <summary>Days of one question where the vendor cuts longer windows. Default 28.</summary>
    public int WindowDays { get; init; } = 28;

    /// <summary>Vintage days that one question to FRED may span. Default 2,000, its limit.</summary>
    public int MaxVintages { get; init; } = 2_000;

    /// <summary>How long after its close a session's bars are final. Default one hour.</summary>
    public TimeSpan FinalAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Day at which tickers are resolved; null takes the local day of the request.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>
    /// Concepts to keep of a company's facts, as <c>taxonomy:Tag</c>; none keeps the usual ones of the SEC.
    /// </summary>
    public IReadOnlyList<string> Concepts { get; init; } = [];

    /// <summary>
    /// Central index keys by ticker that are known already, for example from earlier tables in the lake: the SEC's
    /// table forgets a ticker when it is delisted. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> KnownCiks { get; init; } = new Dictionary<string, string>(
        StringComparer.Ordinal);

    /// <summary>Address of the data, scheme and host, for Finnhub up to the API's version.</summary>
    public Uri Url => Addresses[0].Url;

    /// <summary>The first variable that is needed and not set, or null.</summary>
    public string? Missing =>
        NeedsContact && Contact is null ? ContactVariable : Keys.FirstOrDefault(k => k.Value.IsEmpty)?.Variable;

    /// <summary>The settings with what the environment says.</summary>
    /// <param name="keys">Keys and addresses.</param>
    /// <exception cref="TradeMLException">Bad input: an address is none; names the variable.</exception>
    public VendorSettings Read(VendorKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return this with
        {
            Addresses = [.. Addresses.Select(a => a with { Url = keys.Address(a.Variable, a.Url) })],
            Keys = [.. Keys.Select(k => k with { Value = keys[k.Variable] })],
            Contact = NeedsContact ? keys.SecUserAgent : null,
        };
    }

    /// <summary>What goes into requests to the vendor's hosts and nowhere else.</summary>
    /// <exception cref="TradeMLException">Bad input: the vendor wants a contact, and there is none.</exception>
    public VendorCredentials Credentials()
    {
        if (NeedsContact && Contact?.Contains('@', StringComparison.Ordinal) != true)
            throw new TradeMLException(
                ErrorKind.BadInput, "The SEC answers only those who name themselves with a contact.",
                $"environment variable {ContactVariable}",
                $"Set {ContactVariable} to your name and e-mail address, for example: Example "
                    + "Research admin@example.com");
        var headers = Keys.Where(k => !k.InQuery)
            .ToDictionary(k => k.Name, k => k.Prefix + k.Value.Reveal(), StringComparer.Ordinal);
        if (NeedsContact) headers["User-Agent"] = Contact!;
        return new VendorCredentials
        {
            Headers = headers,
            Query = Keys.Where(k => k.InQuery).ToDictionary(k => k.Name, k => k.Value, StringComparer.Ordinal),
            Hosts = [.. Addresses.Select(a => a.Url.Authority)],
            Redactor = Keys.Count == 0 ? SecretRedactor.ByShape : new SecretRedactor(Keys.Select(k => k.Value)),
        };
    }

    /// <summary>The settings with the feed that a source names, where the vendor has it.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="source">Source such as <c>alpaca_iex</c>, or null.</param>
    public VendorSettings WithSource(string dataset, string? source)
    {
        if (Feeds.GetValueOrDefault(dataset)?.FirstOrDefault(f => $"{Vendor}_{f}" == source) is not { } wanted)
            return this;
        var feeds = new Dictionary<string, IReadOnlyList<string>>(Feeds,
            StringComparer.Ordinal)
        { [dataset] = [wanted] };
        return this with { Feeds = feeds };
    }

    /// <summary>The feed of a dataset that is in use.</summary>
    /// <param name="dataset">A dataset of <see cref="Feeds"/>.</param>
    internal string Feed(string dataset) => Feeds[dataset][0];

    /// <summary>An address of the vendor.</summary>
    /// <param name="pathAndQuery">Begins with a slash.</param>
    /// <param name="address">Which of <see cref="Addresses"/>.</param>
    internal Uri At(string pathAndQuery, int address = 0) =>
        new(Addresses[address].Url.ToString().TrimEnd('/') + pathAndQuery);
}
