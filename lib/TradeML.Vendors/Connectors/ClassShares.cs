namespace TradeML.Vendors.Connectors;

/// <summary>Tickers of class shares: the lake writes BRK.B, some vendors BRK-B.</summary>
internal static class ClassShares
{
    /// <summary>A ticker as vendors with a dash spell it, escaped for an address.</summary>
    public static string WithDash(string symbol) => Uri.EscapeDataString(symbol.Replace('.', '-'));

    /// <summary>A ticker as the lake spells it.</summary>
    public static string? WithDot(string? symbol) => symbol?.Replace('-', '.');
}
