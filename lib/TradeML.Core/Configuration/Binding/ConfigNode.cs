namespace TradeML.Core.Configuration.Binding;

/// <summary>A value of a layered configuration and the place it was written: a scalar, a list or a map.</summary>
internal sealed class ConfigNode
{
    private ConfigNode(string place) => Place = place;

    /// <summary>File and line, or the environment variable.</summary>
    internal string Place { get; }

    /// <summary>Text of a scalar; null for a list, a map or an explicit null.</summary>
    internal string? Text { get; private init; }

    /// <summary>Whether the scalar stood in quotes, so that it is text whatever it looks like.</summary>
    internal bool Quoted { get; private init; }

    /// <summary>Whether the scalar came from an environment variable, where a list is written with commas.</summary>
    internal bool FromEnvironment { get; private init; }

    internal IReadOnlyList<ConfigNode>? Items { get; private init; }

    internal Dictionary<string, ConfigNode>? Map { get; private init; }

    internal bool IsNull => Text is null && Items is null && Map is null;

    internal static ConfigNode OfText(string place, string? text, bool quoted) =>
        new(place) { Text = text, Quoted = quoted };

    internal static ConfigNode OfVariable(string variable, string text) =>
        new($"environment variable {variable}") { Text = text, FromEnvironment = true };

    internal static ConfigNode OfItems(string place, IReadOnlyList<ConfigNode> items) => new(place) { Items = items };

    internal static ConfigNode OfMap(string place, Dictionary<string, ConfigNode>? map = null) =>
        new(place) { Map = map ?? new(StringComparer.Ordinal) };

    /// <summary>This layer with a higher one on top: maps merge key by key, everything else is replaced.</summary>
    internal ConfigNode Under(ConfigNode top)
    {
        if (Map is null || top.Map is null) return top;
        var merged = new Dictionary<string, ConfigNode>(Map, StringComparer.Ordinal);
        foreach (var (key, value) in top.Map)
            merged[key] = merged.TryGetValue(key, out var below) ? below.Under(value) : value;
        return OfMap(top.Place, merged);
    }
}
