using TradeML.Core.Configuration;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fmp;

/// <summary>How to reach Financial Modeling Prep and how much to ask at once.</summary>
public sealed record FmpOptions
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Vendor = "fmp";

    /// <summary>Address, scheme and host.</summary>
    public required Uri Url { get; init; }

    /// <summary>Key; sent as a header only.</summary>
    public required Secret ApiKey { get; init; }

    /// <summary>Rows asked for where the vendor would otherwise send five. Default 1,000, its maximum.</summary>
    public int RowLimit { get; init; } = 1_000;

    /// <summary>Rows that the free plan allows; asked for after the plan refused more. Default 5.</summary>
    public int FreeRowLimit { get; init; } = 5;

    /// <summary>Rows of a page of delisted companies; the vendor cuts more. Default 100.</summary>
    public int ListPage { get; init; } = 100;

    /// <summary>Calendar days of one question for market capitalisations: at most 5,000 rows come back. Default 3,650.</summary>
    public int MarketCapDays { get; init; } = 3_650;

    /// <summary>The options that the environment gives.</summary>
    /// <param name="keys">Keys and addresses.</param>
    public static FmpOptions From(VendorKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new FmpOptions { Url = keys.FmpUrl, ApiKey = keys["FMP_API_KEY"] };
    }

    /// <summary>What goes into requests to the vendor's host and nowhere else.</summary>
    public VendorCredentials Credentials() => new()
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["apikey"] = ApiKey.Reveal() },
        Hosts = [Url.Authority],
        Redactor = new SecretRedactor([ApiKey]),
    };

    /// <summary>The address of an endpoint.</summary>
    /// <param name="endpoint">Path below <c>/stable</c> with its query.</param>
    internal Uri Address(string endpoint) => new($"{Url.ToString().TrimEnd('/')}/stable/{endpoint}");

    /// <summary>A ticker as the vendor spells it: class shares take a dash.</summary>
    internal static string Spell(string symbol) => Uri.EscapeDataString(symbol.Replace('.', '-'));

    /// <summary>A ticker as the lake spells it: class shares take a dot.</summary>
    internal static string? Unspell(string? symbol) => symbol?.Replace('-', '.');
}
