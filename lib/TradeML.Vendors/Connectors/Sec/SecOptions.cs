using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Sec;

/// <summary>How to reach EDGAR, how to name oneself there, and which facts to keep.</summary>
public sealed record SecOptions
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Vendor = "sec";

    /// <summary>Address of the JSON interfaces.</summary>
    public required Uri DataUrl { get; init; }

    /// <summary>Address of the tables of companies.</summary>
    public required Uri WwwUrl { get; init; }

    /// <summary>Name and contact, sent as the User-Agent.</summary>
    public required string UserAgent { get; init; }

    /// <summary>Concepts to keep of a company's facts, as <c>taxonomy:Tag</c>. Default <see cref="SecConcepts.Usual"/>.</summary>
    public IReadOnlyList<string> Concepts { get; init; } = SecConcepts.Usual;

    /// <summary>
    /// Central index keys by ticker that are known already, for example from earlier tables in the lake: the SEC's table forgets a ticker when it is delisted. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> KnownCiks { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long a table of tickers is used before it is asked for again. Default a day.</summary>
    public TimeSpan TickersAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The options that the environment gives.</summary>
    /// <param name="keys">Keys and addresses.</param>
    /// <param name="concepts">Concepts to keep (<c>sec_facts</c> of edge.yml); null or none means the usual ones.</param>
    /// <exception cref="TradeMLException">Bad input: <c>SEC_USER_AGENT</c> is not set or holds no contact.</exception>
    public static SecOptions From(VendorKeys keys, IReadOnlyList<string>? concepts = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.SecUserAgent is not { } agent || !agent.Contains('@', StringComparison.Ordinal))
            throw new TradeMLException(
                ErrorKind.BadInput, "The SEC answers only those who name themselves with a contact.", "environment variable SEC_USER_AGENT",
                "Set SEC_USER_AGENT to your name and e-mail address, for example: Example Research admin@example.com");
        return new SecOptions { DataUrl = keys.SecDataUrl, WwwUrl = keys.SecWwwUrl, UserAgent = agent, Concepts = concepts is { Count: > 0 } ? concepts : SecConcepts.Usual };
    }

    /// <summary>What goes into requests to the SEC's hosts and nowhere else.</summary>
    public VendorCredentials Credentials() => new()
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["User-Agent"] = UserAgent },
        Hosts = [DataUrl.Authority, WwwUrl.Authority],
    };

    /// <summary>A ticker as the lake spells it: class shares take a dot.</summary>
    internal static string? Unspell(string? symbol) => symbol?.Replace('-', '.');
}
