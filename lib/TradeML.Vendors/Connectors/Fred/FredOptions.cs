using TradeML.Core.Configuration;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fred;

/// <summary>How to reach FRED and ALFRED, which are one service, and how much to ask at once.</summary>
public sealed record FredOptions
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Vendor = "fred";

    /// <summary>Address, scheme and host.</summary>
    public required Uri Url { get; init; }

    /// <summary>Key; FRED takes it in the query only, so it is added on the wire.</summary>
    public required Secret ApiKey { get; init; }

    /// <summary>Rows a page, 1 to 100,000. Default 100,000.</summary>
    public int PageLimit { get; init; } = 100_000;

    /// <summary>Vintage days that one question may span; FRED refuses more than 2,000. Default 2,000.</summary>
    public int MaxVintages { get; init; } = 2_000;

    /// <summary>The options that the environment gives.</summary>
    /// <param name="keys">Keys and addresses.</param>
    public static FredOptions From(VendorKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new FredOptions { Url = keys.FredUrl, ApiKey = keys["FRED_API_KEY"] };
    }

    /// <summary>What goes into requests to FRED's host and nowhere else.</summary>
    public VendorCredentials Credentials() => new()
    {
        Query = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["api_key"] = ApiKey },
        Hosts = [Url.Authority],
        Redactor = new SecretRedactor([ApiKey]),
    };
}
