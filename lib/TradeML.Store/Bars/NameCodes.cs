namespace TradeML.Store.Bars;

/// <summary>Numbers distinct texts in the order in which they first appear.</summary>
internal sealed class NameCodes
{
    private readonly Dictionary<string, int> codes = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    /// <summary>The texts by code.</summary>
    internal IReadOnlyList<string> Names => names;

    /// <summary>The code of a text, a new one when it is new.</summary>
    internal int Of(string text)
    {
        if (codes.TryGetValue(text, out var code)) return code;
        codes.Add(text, code = names.Count);
        names.Add(text);
        return code;
    }
}
