using TradeML.Core.Configuration;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Finnhub;

/// <summary>How to reach Finnhub and what to ask it for.</summary>
public sealed record FinnhubOptions
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Vendor = "finnhub";

    /// <summary>Address up to the API's version.</summary>
    public required Uri Url { get; init; }

    /// <summary>Key; sent as a header only.</summary>
    public required Secret Key { get; init; }

    /// <summary>Days of the earnings calendar a question; the vendor cuts answers near 1,500 rows. Default 7.</summary>
    public int CalendarDays { get; init; } = 7;

    /// <summary>Days of minute candles a question; the vendor cuts longer windows silently. Default 28.</summary>
    public int MinuteDays { get; init; } = 28;

    /// <summary>How long after its close a session's candles are final. Default one hour.</summary>
    public TimeSpan FinalAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Highest price that is believed, in USD; above it a row is set aside. Default 10 million.</summary>
    public double MaxPrice { get; init; } = 1e7;

    /// <summary>The options from keys and addresses.</summary>
    /// <param name="keys">Keys and addresses.</param>
    public static FinnhubOptions From(VendorKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new FinnhubOptions { Url = keys.FinnhubUrl, Key = keys["FINNHUB_API_KEY"] };
    }

    /// <summary>The key as a header, for the address only.</summary>
    public VendorCredentials Credentials() => new()
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Finnhub-Token"] = Key.Reveal() },
        Hosts = [Url.Authority],
        Redactor = new SecretRedactor([Key]),
    };

    /// <summary>An address below <see cref="Url"/>.</summary>
    /// <param name="pathAndQuery">Begins with a slash.</param>
    internal Uri At(string pathAndQuery) => new(Url.ToString().TrimEnd('/') + pathAndQuery);
}
