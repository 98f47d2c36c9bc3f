using System.Globalization;

namespace TradeML.Vendors.Connectors.Options;

/// <summary>
/// The name of an option contract as the Options Clearing Corporation writes it, without padding: root, expiry,
/// <c>C</c> or <c>P</c>, strike times 1,000 in eight digits.
/// </summary>
/// <param name="Root">Root symbol, for example <c>AAPL</c>.</param>
/// <param name="Expiry">Last trading day.</param>
/// <param name="CallPut"><c>C</c> or <c>P</c>.</param>
/// <param name="Strike">Strike price, USD.</param>
internal sealed record OccSymbol(string Root, DateOnly Expiry, char CallPut, double Strike)
{
    /// <summary>
    /// Reads a name such as <c>AAPL241220C00300000</c>; padding, and the <c>O:</c> that Massive puts before it, are
    /// allowed.
    /// </summary>
    /// <param name="text">The name, or null.</param>
    /// <returns>The contract, or null when the text is none.</returns>
    public static OccSymbol? Parse(string? text)
    {
        var name = text?.Trim() ?? "";
        if (name.StartsWith("O:", StringComparison.Ordinal)) name = name[2..];
        if (name.Length < 16) return null;
        var root = name[..^15].TrimEnd();
        var side = name[^9];
        return root.Length > 0 && side is 'C' or 'P'
            && DateOnly.TryParseExact(name.AsSpan(name.Length - 15, 6), "yyMMdd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var expiry)
            && int.TryParse(name.AsSpan(name.Length - 8), NumberStyles.None, CultureInfo.InvariantCulture,
                out var thousandths)
            ? new OccSymbol(root, expiry, side, thousandths / 1000.0) : null;
    }

    /// <summary>The name.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture,
            $"{Root}{Expiry:yyMMdd}{CallPut}{(long)Math.Round(Strike * 1000):00000000}");
}
