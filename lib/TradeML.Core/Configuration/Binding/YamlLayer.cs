using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TradeML.Core.Configuration.Binding;

/// <summary>Reads one YAML file into nodes that remember their lines.</summary>
internal static class YamlLayer
{
    /// <summary>The file's content; an empty map when it is empty, null (and a fault) when it is not YAML.</summary>
    internal static ConfigNode? Read(string path, IList<ConfigFault> faults) =>
        Parse(File.ReadAllText(path), path, faults);

    internal static ConfigNode? Parse(string yaml, string name, IList<ConfigFault> faults)
    {
        var parser = new Parser(new StringReader(yaml));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents.Count == 0) return ConfigNode.OfMap($"{name}:1");
            if (stream.Documents.Count > 1)
                faults.Add(
                    new($"{name}:{stream.Documents[1].RootNode.Start.Line}",
                        "A configuration file holds one YAML document."));
            return Convert(stream.Documents[0].RootNode, name, faults);
        }
        catch (YamlException e)
        {
            faults.Add(new($"{name}:{e.Start.Line}", $"This is not valid YAML: {e.Message}."));
            return null;
        }
        catch (InvalidOperationException e)
        {
            // The scanner throws this bare for some unclosed brackets; the last event it reached is where to look.
            faults.Add(
                new($"{name}:{parser.Current?.End.Line ?? 1}", $"This is not valid YAML after here: {e.Message}"));
            return null;
        }
    }

    private static ConfigNode Convert(YamlNode node, string file, IList<ConfigFault> faults)
    {
        var place = $"{file}:{node.Start.Line}";
        switch (node)
        {
            case YamlScalarNode scalar:
                var quoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
                var isNull = !quoted && scalar.Value is null or "" or "~" or "null";
                return ConfigNode.OfText(place, isNull && !quoted ? null : scalar.Value, quoted);
            case YamlSequenceNode sequence:
                return ConfigNode.OfItems(place, sequence.Children.Select(n => Convert(n, file, faults)).ToList());
            case YamlMappingNode mapping:
                var map = new Dictionary<string, ConfigNode>(StringComparer.Ordinal);
                foreach (var (key, value) in mapping.Children)
                {
                    if (key is YamlScalarNode { Value: { } name }) map[name] = Convert(value, file, faults);
                    else faults.Add(new($"{file}:{key.Start.Line}", "A key must be a plain text."));
                }

                return ConfigNode.OfMap(place, map);
            default:
                faults.Add(new(place, "YAML aliases are not allowed in the configuration."));
                return ConfigNode.OfText(place, null, false);
        }
    }
}
