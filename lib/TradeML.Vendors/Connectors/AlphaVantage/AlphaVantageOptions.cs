using TradeML.Core.Configuration;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.AlphaVantage;

/// <summary>How to reach Alpha Vantage.</summary>
public sealed record AlphaVantageOptions
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Vendor = "alpha_vantage";

    /// <summary>Address, scheme and host.</summary>
    public required Uri Url { get; init; }

    /// <summary>Key; the vendor takes it in the query only, so it is added on the wire.</summary>
    public required Secret ApiKey { get; init; }

    /// <summary>Time of day, UTC, at which the daily count starts anew. Default 00:00.</summary>
    public TimeOnly DailyResetUtc { get; init; }

    /// <summary>The options that the environment gives.</summary>
    /// <param name="keys">Keys and addresses.</param>
    public static AlphaVantageOptions From(VendorKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new AlphaVantageOptions { Url = keys.AlphaVantageUrl, ApiKey = keys["ALPHA_VANTAGE_API_KEY"] };
    }

    /// <summary>What goes into requests to the vendor's host and nowhere else.</summary>
    public VendorCredentials Credentials() => new()
    {
        Query = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["apikey"] = ApiKey },
        Hosts = [Url.Authority],
        Redactor = new SecretRedactor([ApiKey]),
    };

    /// <summary>The address of a function.</summary>
    /// <param name="function">Function and its parameters.</param>
    internal Uri Address(string function) => new($"{Url.ToString().TrimEnd('/')}/query?function={function}");
}
