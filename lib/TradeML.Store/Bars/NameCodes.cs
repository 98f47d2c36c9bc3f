namespace TradeML.Store.Bars;

/// <summary>Numbers distinct texts in the order in which they first appear.</summary>
internal sealed class NameCodes
{
    private readonly Dictionary<string, int> codes = new(StringComparer.Ordinal);

    /// <summary>The texts by code.</summary>
    internal string[] Names => [.. codes.Keys];

    /// <summary>The code of a text, a new one when it is new.</summary>
    internal int Of(string text)
    {
        if (!codes.TryGetValue(text, out var code)) codes.Add(text, code = codes.Count);
        return code;
    }
}
