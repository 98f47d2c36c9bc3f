namespace TradeML.Cli.Wizards;

/// <summary>A key that a vendor gives, as the wizard asks for it.</summary>
/// <param name="Variable">Variable it is kept in.</param>
/// <param name="Vendor">The vendor, as people know it.</param>
/// <param name="Stem">Beginning of its option, for example <c>--alpaca-key</c>.</param>
/// <param name="For">What it is for.</param>
internal sealed record VendorKey(string Variable, string Vendor, string Stem, string For)
{
    /// <summary>The keys in the order of asking.</summary>
    public static IReadOnlyList<VendorKey> All { get; } =
    [
        new("ALPACA_API_KEY", "Alpaca", "--alpaca-key",
            "key id; daily and minute bars, corporate actions, listings") { Needed = true },
        new("ALPACA_API_SECRET", "Alpaca", "--alpaca-secret", "secret") { Needed = true },
        new("MASSIVE_API_KEY", "Massive", "--massive-key", "bars and reference data, second opinion"),
        new("FINNHUB_API_KEY", "Finnhub", "--finnhub-key", "options, earnings calendar, profiles"),
        new("ALPHA_VANTAGE_API_KEY", "Alpha Vantage", "--alpha-vantage-key", "splits, dividends, options history"),
        new("FMP_API_KEY", "FMP", "--fmp-key", "statements, delisted companies"),
        new("FRED_API_KEY", "FRED", "--fred-key", "macro series with their vintages"),
    ];

    /// <summary>The SEC's contact, which is no secret.</summary>
    public const string SecUserAgent = "SEC_USER_AGENT";

    /// <summary>Whether stage 0 can't be collected without it.</summary>
    public bool Needed { get; private init; }

    /// <summary>The option that names the environment variable to take it from.</summary>
    public string Option => Stem + "-env";

    /// <summary>
    /// Variables that hold vendors' addresses; kept with the keys where the environment names others than the vendors'
    /// own.
    /// </summary>
    public static IReadOnlyList<string> Addresses { get; } =
    [
        "ALPACA_DATA_URL", "ALPACA_TRADING_URL", "MASSIVE_URL", "FINNHUB_URL", "ALPHA_VANTAGE_URL", "FMP_URL",
        "FRED_URL", "TREASURY_URL", "SEC_DATA_URL", "SEC_WWW_URL",
    ];

    /// <summary>What is wrong with a text as a key; null when nothing is. The text is not shown.</summary>
    /// <param name="text">The text.</param>
    public static string? Fault(string text) =>
        text.Length == 0
            ? "A key is needed."
            : text.Any(c => c is < '!' or > '~' or '"' or '\'')
                ? "A key has neither blanks nor quotes; was something else pasted?"
                : null;
}
