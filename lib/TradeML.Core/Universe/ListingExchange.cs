using System.Text.RegularExpressions;

namespace TradeML.Core.Universe;

/// <summary>Exchanges as vendors, lists and SEC forms call them.</summary>
public static partial class ListingExchange
{
    /// <summary>
    /// Whether a name or code means Nasdaq: any name with the word, the codes of ISO 10383 for the exchange and its
    /// tiers (XNAS, XNGS, XNMS, XNCM) and their short forms (NAS, NGS, NGM, NCM, NMS).
    /// </summary>
    /// <param name="exchange">Name or code; case does not matter. Null is none.</param>
    public static bool IsNasdaq(string? exchange) => exchange is not null && Nasdaq().IsMatch(exchange);

    [GeneratedRegex(@"NASDAQ|^\s*(XN(AS|GS|MS|CM)|N(AS|GS|GM|CM|MS))\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Nasdaq();
}
