using TradeML.Core.Configuration;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Massive;

/// <summary>How to reach Massive (until 2025 Polygon.io) and what to ask it for.</summary>
public sealed record MassiveOptions
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Vendor = "massive";

    /// <summary>Address.</summary>
    public required Uri Url { get; init; }

    /// <summary>Key; sent as a header only.</summary>
    public required Secret Key { get; init; }

    /// <summary>Base aggregates a page, 1 to 50,000. Default 50,000.</summary>
    public int PageLimit { get; init; } = 50_000;

    /// <summary>Most pages of one answer. Default 2,000.</summary>
    public int MaxPages { get; init; } = 2_000;

    /// <summary>How long after its close a session's bars are final. Default one hour; the free plan has them at the end of the day.</summary>
    public TimeSpan FinalAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Highest price that is believed, in USD; above it a row is set aside. Default 10 million.</summary>
    public double MaxPrice { get; init; } = 1e7;

    /// <summary>The options from keys and addresses.</summary>
    /// <param name="keys">Keys and addresses.</param>
    public static MassiveOptions From(VendorKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new MassiveOptions { Url = keys.MassiveUrl, Key = keys["MASSIVE_API_KEY"] };
    }

    /// <summary>The key as a header, for the address only.</summary>
    public VendorCredentials Credentials() => new()
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {Key.Reveal()}" },
        Hosts = [Url.Authority],
        Redactor = new SecretRedactor([Key]),
    };
}
