namespace TradeML.Core.Configuration;

/// <summary>Vendors' keys and addresses from the environment. Keys print as <c>***</c>.</summary>
public sealed class VendorKeys
{
    private static readonly string[] KeyNames =
    [
        "ALPACA_API_KEY", "ALPACA_API_SECRET", "MASSIVE_API_KEY", "FINNHUB_API_KEY", "ALPHA_VANTAGE_API_KEY",
        "FMP_API_KEY", "FRED_API_KEY",
        "DATABENTO_API_KEY", "MINIO_ACCESS_KEY", "MINIO_SECRET_KEY", "DB_URI",
    ];

    private readonly IReadOnlyDictionary<string, Secret> keys;
    private readonly IReadOnlyDictionary<string, string> variables;

    /// <summary>Takes the keys and addresses out of environment variables.</summary>
    /// <param name="variables">Environment variables, as <see cref="ProcessEnvironment"/> gives them.</param>
    public VendorKeys(IReadOnlyDictionary<string, string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        keys = KeyNames.ToDictionary(n => n, n => new Secret(variables.GetValueOrDefault(n)?.Trim()),
            StringComparer.Ordinal);
        this.variables = variables;
        SecUserAgent = variables.GetValueOrDefault("SEC_USER_AGENT")?.Trim() is { Length: > 0 } agent ? agent : null;
        Redactor = new SecretRedactor(keys.Values);
    }

    /// <summary>Names of the variables that hold keys.</summary>
    public static IReadOnlyList<string> Names => KeyNames;

    /// <summary>
    /// How the node names itself to the SEC, with a contact (<c>SEC_USER_AGENT</c>); null when it is not set.
    /// </summary>
    public string? SecUserAgent { get; }

    /// <summary>A redactor that knows every key that is set.</summary>
    public SecretRedactor Redactor { get; }

    /// <summary>A key by the name of its variable; empty when it is not set.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public Secret this[string name] => keys[name];

    /// <summary>Which keys are set, never what they are: one <c>NAME=***</c> a line.</summary>
    public override string ToString() =>
        string.Join(Environment.NewLine, KeyNames.Select(n => $"{n}={(keys[n].IsEmpty ? "(not set)" : Secret.Mask)}"));

    /// <summary>The address that a variable names.</summary>
    /// <param name="name">The variable, for example <c>FRED_URL</c>.</param>
    /// <param name="standard">The address where it is not set.</param>
    /// <exception cref="Errors.TradeMLException">Bad input: it is no http or https address; the value is not
    /// repeated.</exception>
    public Uri Address(string name, Uri standard)
    {
        var text = variables.GetValueOrDefault(name)?.Trim();
        if (string.IsNullOrEmpty(text)) return standard;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            && address!.UserInfo.Length == 0)
            return address;
        throw new Errors.TradeMLException(
            Errors.ErrorKind.BadInput, $"{name} is not an http or https address.", $"environment variable {name}",
            $"Set it to an address such as {standard.ToString().TrimEnd('/')}.");
    }
}
