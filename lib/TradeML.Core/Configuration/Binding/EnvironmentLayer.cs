namespace TradeML.Core.Configuration.Binding;

/// <summary>The topmost layer of one file: environment variables turned into nodes.</summary>
internal static class EnvironmentLayer
{
    internal const string Prefix = "TRADEML__";

    /// <summary>
    /// The prefix of a file's variables: <c>training/equities_xs.yml</c> gives <c>TRADEML__TRAINING__EQUITIES_XS__</c>.
    /// </summary>
    internal static string PrefixOf(string fileName) =>
        Prefix + Path.ChangeExtension(fileName, null).Replace("/", "__", StringComparison.Ordinal).ToUpperInvariant()
            + "__";

    internal static ConfigNode Read(Type type, string fileName, IReadOnlyDictionary<string, string> variables)
    {
        var root = ConfigNode.OfMap("environment");
        AddNamed(root, [], type, variables);
        var prefix = PrefixOf(fileName);
        foreach (var (name, text) in variables.OrderBy(v => v.Key, StringComparer.Ordinal))
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && text.Length > 0)
                Add(root, name[prefix.Length..].ToLowerInvariant().Split("__"), ConfigNode.OfVariable(name, text));
        return root;
    }

    private static void AddNamed(
        ConfigNode root, string[] path, Type type, IReadOnlyDictionary<string, string> variables)
    {
        var properties = OptionsProperty.Of(type);
        foreach (var property in properties)
        {
            string[] here = [.. path, property.Key];
            if (property.Variable is { } name)
            {
                if (name.EndsWith('*')) AddFamily(root, here, name[..^1], properties, variables);
                else if (variables.TryGetValue(name, out var text) && text.Length > 0)
                    Add(root, here, ConfigNode.OfVariable(name, text));
            }
            else if (property is { ItemType: null, ValueType: null } && !ScalarParser.Handles(property.Type))
            {
                AddNamed(root, here, property.Type, variables);
            }
        }
    }

    private static void AddFamily(
        ConfigNode root, string[] path, string stem, OptionsProperty[] siblings,
        IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, text) in variables.OrderBy(v => v.Key, StringComparer.Ordinal))
            if (text.Length > 0 && name.Length > stem.Length && name.StartsWith(stem, StringComparison.Ordinal)
                && siblings.All(s => s.Variable != name))
                Add(root, [.. path, name[stem.Length..].ToLowerInvariant()], ConfigNode.OfVariable(name, text));
    }

    private static void Add(ConfigNode root, string[] path, ConfigNode leaf)
    {
        var node = root;
        foreach (var key in path[..^1])
        {
            if (!node.Map!.TryGetValue(key, out var child) || child.Map is null)
                node.Map[key] = child = ConfigNode.OfMap(leaf.Place);
            node = child;
        }

        node.Map![path[^1]] = leaf;
    }
}
