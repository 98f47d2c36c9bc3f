using TradeML.Core.Configuration;

namespace TradeML.Ops.Routing;

/// <summary>
/// Which sleeves speak for a symbol and how their scores are blended: <c>configs/router.yml</c> (SSOT §4.6).
/// </summary>
public sealed class RouterOptions : ICheckedOptions
{
    /// <summary>Model run of the active stacker, or null while there is none: then sleeve weights blend.</summary>
    public string? Stacker { get; init; }

    /// <summary>The sleeves by name. Default none.</summary>
    public IReadOnlyDictionary<string, SleeveOptions> Sleeves { get; init; } =
        new SortedDictionary<string, SleeveOptions>(StringComparer.Ordinal);

    /// <summary>Sleeve names in the order in which a lone one is taken. Default none.</summary>
    public IReadOnlyList<string> Fallback { get; init; } = [];

    /// <summary>
    /// Least 20-day dollar volume per liquidity tier, most liquid first, in USD. Default 50, 10 and 1 million.
    /// </summary>
    [Between(0, 1e12)]
    public IReadOnlyList<double> LiquidityTiersUsd { get; init; } = [50e6, 10e6, 1e6];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        foreach (var name in Fallback)
            if (!Sleeves.ContainsKey(name))
                yield return ("fallback", $"'{name}' is no sleeve; allowed are {string.Join(", ", Sleeves.Keys)}.");
        for (var i = 1; i < LiquidityTiersUsd.Count; i++)
            if (LiquidityTiersUsd[i] >= LiquidityTiersUsd[i - 1])
                yield return ("liquidity_tiers_usd", "'liquidity_tiers_usd' must fall from tier to tier.");
    }
}
