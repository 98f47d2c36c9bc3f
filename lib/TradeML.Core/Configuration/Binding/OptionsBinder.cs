using System.Collections;

namespace TradeML.Core.Configuration.Binding;

/// <summary>Fills an options object from configuration nodes and gathers every fault on the way.</summary>
internal sealed class OptionsBinder(IList<ConfigFault> faults)
{
    /// <summary>A new options object with its defaults, overlaid by the node's values.</summary>
    internal object Bind(Type type, ConfigNode node)
    {
        var options = Activator.CreateInstance(type)!;
        if (node.IsNull) return options;
        if (node.Map is null)
        {
            faults.Add(new(node.Place, $"Expected keys ({KeysOf(type)}), found {Shown(node)}."));
            return options;
        }

        var before = faults.Count;
        var properties = OptionsProperty.Of(type);
        foreach (var (key, value) in node.Map)
            if (!properties.Any(p => p.Key == key))
                faults.Add(new(value.Place, $"Unknown key '{key}'; allowed are {KeysOf(type)}."));
        foreach (var property in properties)
        {
            if (node.Map.TryGetValue(property.Key, out var value)) Set(options, property, value);
            else if (property.IsRequired)
                faults.Add(
                    new(node.Place,
                        $"Key '{property.Key}' is missing; it must be {Expectation(property, property.Type)}."));
        }

        if (faults.Count == before && options is ICheckedOptions check)
            foreach (var (key, fault) in check.Check())
                faults.Add(new(node.Map.TryGetValue(key, out var culprit) ? culprit.Place : node.Place, fault));
        return options;
    }

    private static string KeysOf(Type type) => string.Join(", ", OptionsProperty.Of(type).Select(p => p.Key));

    private static string Shown(ConfigNode node) =>
        node.Text is { } text
            ? $"'{text}'"
            : node.Items is not null ? "a list" : node.Map is not null ? "keys" : "nothing";

    private static string Expectation(OptionsProperty property, Type type)
    {
        if (property.Range is { } range) return $"{Kind(type)} from {range.Minimum} to {range.Maximum}";
        return property.Choice is { } choice ? $"one of {string.Join(", ", choice.Values)}" : Kind(type);
    }

    private static string Kind(Type type)
    {
        if (ScalarParser.Handles(type)) return ScalarParser.Describe(type);
        if (type.IsGenericType)
            return type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? "a list" : "keys with values";
        return $"keys ({KeysOf(type)})";
    }

    private void Set(object options, OptionsProperty property, ConfigNode node)
    {
        if (node.IsNull)
        {
            if (property.IsNullable) property.Property.SetValue(options, null);
            else if (ScalarParser.Handles(property.Type))
                faults.Add(
                    new(node.Place,
                        $"'{property.Key}' has no value; it must be {Expectation(property, property.Type)}."));
            return;
        }

        var value = property.ItemType is { } item ? List(property, item, node)
            : property.ValueType is { } entry ? Map(property, entry, node)
            : Value(property, property.Type, node, property.Key);
        if (value is not null) property.Property.SetValue(options, value);
    }

    private object? Value(OptionsProperty property, Type type, ConfigNode node, string label)
    {
        if (!ScalarParser.Handles(type))
        {
            if (type.IsGenericType && node.Items is not null)
                return List(property, type.GetGenericArguments()[0], node);
            if (!type.IsGenericType) return Bind(type, node);
        }
        else if (node.Text is { } text && ScalarParser.Parse(type, text, node.Quoted) is { } value)
        {
            var inRange = property.Range is not { } range
                || Convert.ToDouble(value) is var number && number >= range.Minimum && number <= range.Maximum;
            var isChoice = property.Choice is not { } choice || choice.Values.Contains(text);
            if (inRange && isChoice) return value;
        }

        var shown = property.IsSecret ? "a value that is not shown" : Shown(node);
        faults.Add(new(node.Place, $"'{label}' is {shown}; it must be {Expectation(property, type)}."));
        return null;
    }

    private Array? List(OptionsProperty property, Type item, ConfigNode node)
    {
        var nodes = node.Items;
        if (nodes is null && node is { FromEnvironment: true, Text: { } text } && ScalarParser.Handles(item))
        {
            var name = node.Place[(node.Place.LastIndexOf(' ') + 1)..];
            nodes = [
                .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(t => ConfigNode.OfVariable(name, t))];
        }

        if (nodes is null)
        {
            faults.Add(new(node.Place, $"'{property.Key}' is {Shown(node)}; it must be a list."));
            return null;
        }

        var values = new ArrayList();
        for (var i = 0; i < nodes.Count; i++)
            if (Value(property, item, nodes[i], $"{property.Key}[{i}]") is { } value) values.Add(value);
        return OptionsProperty.ToArray(item, values);
    }

    private IDictionary? Map(OptionsProperty property, Type type, ConfigNode node)
    {
        if (node.Map is null)
        {
            faults.Add(new(node.Place, $"'{property.Key}' is {Shown(node)}; it must be keys with values."));
            return null;
        }

        var map = (IDictionary)Activator.CreateInstance(
            typeof(SortedDictionary<,>).MakeGenericType(typeof(string), type), StringComparer.Ordinal)!;
        foreach (var (key, value) in node.Map)
            if (Value(property, type, value, $"{property.Key}.{key}") is { } entry) map[key] = entry;
        return map;
    }
}
