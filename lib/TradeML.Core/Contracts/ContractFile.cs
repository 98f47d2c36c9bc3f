using System.Globalization;
using TradeML.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TradeML.Core.Contracts;

/// <summary>Reads a table contract from its YAML file.</summary>
public static class ContractFile
{
    private const string ResourcePrefix = "contracts/";

    /// <summary>Parses one contract.</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="fileName">The file's name, for error messages.</param>
    /// <exception cref="TradeMLException">Bad input: not YAML, an unknown key, a missing key or an unknown type; names file and line.</exception>
    public static TableContract Parse(string yaml, string fileName)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            var root = (YamlMappingNode)stream.Documents[0].RootNode;
            RefuseUnknown(root, ["table", "meaning", "version", "key", "partitioning", "time", "expected_rows", "columns"], fileName);
            return new TableContract(
                Text(root, "table", fileName), Text(root, "meaning", fileName),
                int.Parse(Text(root, "version", fileName), CultureInfo.InvariantCulture),
                Sequence(root, "columns", fileName).Cast<YamlMappingNode>().Select(c => ParseColumn(c, fileName)).ToList(),
                Sequence(root, "key", fileName).Select(n => ((YamlScalarNode)n).Value!).ToList(),
                Text(root, "partitioning", fileName), Text(root, "time", fileName), Text(root, "expected_rows", fileName));
        }
        catch (Exception e) when (e is YamlException or InvalidCastException or FormatException)
        {
            var line = e is YamlException y ? $":{y.Start.Line}" : "";
            throw new TradeMLException(ErrorKind.BadInput, $"The contract is not readable: {e.Message}", fileName + line, null, e);
        }
    }

    internal static ContractCatalog LoadEmbedded()
    {
        var assembly = typeof(ContractFile).Assembly;
        return new ContractCatalog(assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(n =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
                return Parse(reader.ReadToEnd(), n[ResourcePrefix.Length..]);
            }));
    }

    private static ColumnContract ParseColumn(YamlMappingNode node, string file)
    {
        RefuseUnknown(node, ["name", "type", "nullable", "unit", "meaning", "values", "min"], file);
        var type = Text(node, "type", file);
        if (!Enum.TryParse<ColumnType>(type, ignoreCase: true, out var parsed))
            throw Bad($"Unknown type '{type}'; allowed are {string.Join(", ", Enum.GetNames<ColumnType>())}.", file, node);
        return new ColumnContract(
            Text(node, "name", file), parsed, Optional(node, "nullable") == "true", Optional(node, "unit"), Text(node, "meaning", file),
            node.Children.TryGetValue("values", out var v) ? ((YamlSequenceNode)v).Select(n => ((YamlScalarNode)n).Value!).ToList() : null,
            Optional(node, "min") is { } min ? double.Parse(min, CultureInfo.InvariantCulture) : null);
    }

    private static void RefuseUnknown(YamlMappingNode node, string[] allowed, string file)
    {
        foreach (var key in node.Children.Keys.Cast<YamlScalarNode>())
            if (!allowed.Contains(key.Value)) throw Bad($"Unknown key '{key.Value}'; allowed are {string.Join(", ", allowed)}.", file, key);
    }

    private static IEnumerable<YamlNode> Sequence(YamlMappingNode node, string key, string file) =>
        node.Children.TryGetValue(key, out var value) ? (YamlSequenceNode)value : throw Bad($"Key '{key}' is missing.", file, node);

    private static string Text(YamlMappingNode node, string key, string file) =>
        Optional(node, key) ?? throw Bad($"Key '{key}' is missing.", file, node);

    private static string? Optional(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;

    private static TradeMLException Bad(string message, string file, YamlNode node) =>
        new(ErrorKind.BadInput, message, $"{file}:{node.Start.Line}");
}
