namespace TradeML.Core.Configuration;

/// <summary>Vendors' keys and addresses from the environment. Keys print as <c>***</c>.</summary>
public sealed class VendorKeys
{
    private static readonly string[] KeyNames =
    [
        "ALPACA_API_KEY", "ALPACA_API_SECRET", "MASSIVE_API_KEY", "FINNHUB_API_KEY", "ALPHA_VANTAGE_API_KEY", "FMP_API_KEY", "FRED_API_KEY",
        "DATABENTO_API_KEY", "MINIO_ACCESS_KEY", "MINIO_SECRET_KEY", "DB_URI",
    ];

    private readonly IReadOnlyDictionary<string, Secret> keys;

    /// <summary>Takes the keys and addresses out of environment variables.</summary>
    /// <param name="variables">Environment variables, as <see cref="ProcessEnvironment"/> gives them.</param>
    public VendorKeys(IReadOnlyDictionary<string, string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        keys = KeyNames.ToDictionary(n => n, n => new Secret(variables.GetValueOrDefault(n)?.Trim()), StringComparer.Ordinal);
        AlpacaDataUrl = Address(variables, "ALPACA_DATA_URL", "https://data.alpaca.markets");
        AlpacaTradingUrl = Address(variables, "ALPACA_TRADING_URL", "https://paper-api.alpaca.markets");
        MassiveUrl = Address(variables, "MASSIVE_URL", "https://api.massive.com");
        FinnhubUrl = Address(variables, "FINNHUB_URL", "https://finnhub.io/api/v1");
        AlphaVantageUrl = Address(variables, "ALPHA_VANTAGE_URL", "https://www.alphavantage.co");
        FmpUrl = Address(variables, "FMP_URL", "https://financialmodelingprep.com");
        FredUrl = Address(variables, "FRED_URL", "https://api.stlouisfed.org");
        TreasuryUrl = Address(variables, "TREASURY_URL", "https://home.treasury.gov");
        SecDataUrl = Address(variables, "SEC_DATA_URL", "https://data.sec.gov");
        SecWwwUrl = Address(variables, "SEC_WWW_URL", "https://www.sec.gov");
        SecUserAgent = variables.GetValueOrDefault("SEC_USER_AGENT")?.Trim() is { Length: > 0 } agent ? agent : null;
        Redactor = new SecretRedactor(keys.Values);
    }

    /// <summary>Names of the variables that hold keys.</summary>
    public static IReadOnlyList<string> Names => KeyNames;

    /// <summary>Alpaca's key id (<c>ALPACA_API_KEY</c>); empty when it is not set.</summary>
    public Secret AlpacaKeyId => keys["ALPACA_API_KEY"];

    /// <summary>Alpaca's secret (<c>ALPACA_API_SECRET</c>); empty when it is not set.</summary>
    public Secret AlpacaSecret => keys["ALPACA_API_SECRET"];

    /// <summary>Alpaca's market-data address (<c>ALPACA_DATA_URL</c>).</summary>
    public Uri AlpacaDataUrl { get; }

    /// <summary>Alpaca's trading address (<c>ALPACA_TRADING_URL</c>), the paper account's by default.</summary>
    public Uri AlpacaTradingUrl { get; }

    /// <summary>Massive's address (<c>MASSIVE_URL</c>).</summary>
    public Uri MassiveUrl { get; }

    /// <summary>Finnhub's address up to the API's version (<c>FINNHUB_URL</c>).</summary>
    public Uri FinnhubUrl { get; }

    /// <summary>Alpha Vantage's address (<c>ALPHA_VANTAGE_URL</c>).</summary>
    public Uri AlphaVantageUrl { get; }

    /// <summary>FMP's address (<c>FMP_URL</c>).</summary>
    public Uri FmpUrl { get; }

    /// <summary>FRED's address (<c>FRED_URL</c>).</summary>
    public Uri FredUrl { get; }

    /// <summary>The US Treasury's address (<c>TREASURY_URL</c>).</summary>
    public Uri TreasuryUrl { get; }

    /// <summary>The SEC's address of JSON files (<c>SEC_DATA_URL</c>).</summary>
    public Uri SecDataUrl { get; }

    /// <summary>The SEC's address of other files (<c>SEC_WWW_URL</c>).</summary>
    public Uri SecWwwUrl { get; }

    /// <summary>How the node names itself to the SEC, with a contact (<c>SEC_USER_AGENT</c>); null when it is not set.</summary>
    public string? SecUserAgent { get; }

    /// <summary>A redactor that knows every key that is set.</summary>
    public SecretRedactor Redactor { get; }

    /// <summary>A key by the name of its variable; empty when it is not set.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public Secret this[string name] => keys[name];

    /// <summary>Which keys are set, never what they are: one <c>NAME=***</c> a line.</summary>
    public override string ToString() =>
        string.Join(Environment.NewLine, KeyNames.Select(n => $"{n}={(keys[n].IsEmpty ? "(not set)" : Secret.Mask)}"));

    private static Uri Address(IReadOnlyDictionary<string, string> variables, string name, string standard)
    {
        var text = variables.GetValueOrDefault(name)?.Trim();
        if (string.IsNullOrEmpty(text)) return new Uri(standard);
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address!.UserInfo.Length == 0) return address;
        throw new Errors.TradeMLException(
            Errors.ErrorKind.BadInput, $"{name} is not an http or https address.", $"environment variable {name}", $"Set it to an address such as {standard}.");
    }
}
