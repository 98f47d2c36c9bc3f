using TradeML.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TradeML.VendorSim.Faults;

/// <summary>
/// Reads a fault script: a YAML list of steps with the keys <c>fault</c> (required), <c>at</c>, <c>after</c>,
/// <c>symbol</c>, <c>path</c>, <c>times</c>, <c>retry_after</c>.
/// </summary>
internal static class FaultScript
{
    private const string Keys = "fault, at, after, symbol, path, times, retry_after";

    /// <summary>Reads a script file.</summary>
    /// <param name="file">Path of a YAML file.</param>
    /// <exception cref="TradeMLException">The file is missing or is no such list; the place names file and line (bad
    /// input).</exception>
    public static IReadOnlyList<FaultStep> Read(string file)
    {
        if (!File.Exists(file))
            throw new TradeMLException(ErrorKind.BadInput, "The fault script does not exist.", file,
                "Check the path after 'script:'.");
        return Parse(File.ReadAllText(file), file);
    }

    /// <summary>Reads a script text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="TradeMLException">The text is no such list; the place names the line (bad input).</exception>
    public static IReadOnlyList<FaultStep> Parse(string yaml, string name)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException error)
        {
            throw Bad(name, error.Start, $"The fault script is not valid YAML: {error.Message}", error);
        }

        if (stream.Documents.Count == 0) return [];
        if (stream.Documents[0].RootNode is not YamlSequenceNode list)
            throw Bad(name, stream.Documents[0].RootNode.Start, "The fault script is not a list of steps.");
        return [.. list.Select(node => Step(node, name))];
    }

    private static FaultStep Step(YamlNode node, string name)
    {
        if (node is not YamlMappingNode map)
            throw Bad(name, node.Start, "A step of the fault script is not a mapping.");
        FaultStep? step = null;
        if (map.Children.TryGetValue(new YamlScalarNode("fault"), out var fault))
        {
            if (!FaultNames.TryParse(fault.ToString(), out var kind))
                throw Bad(name, fault.Start,
                    $"There is no fault named '{fault}'; known are {string.Join(", ", FaultNames.All)}.");
            step = new FaultStep(kind);
        }

        if (step is null) throw Bad(name, map.Start, "A step of the fault script has no key 'fault'.");
        var timesGiven = false;
        foreach (var (keyNode, value) in map.Children)
        {
            var key = keyNode.ToString();
            step = key switch
            {
                "fault" => step,
                "at" => step with { At = Whole(value, key, name, 1) },
                "after" => step with { After = Whole(value, key, name, 0) },
                "symbol" => step with { Symbol = value.ToString() },
                "path" => step with { Path = value.ToString() },
                "times" => step with { Times = Whole(value, key, name, 0) },
                "retry_after" => step with { RetryAfterSeconds = Whole(value, key, name, 0) },
                _ => throw Bad(name, keyNode.Start, $"The key '{key}' is not known; a step has the keys {Keys}."),
            };
            timesGiven |= key == "times";
        }

        return !timesGiven && step.After is not null ? step with { Times = 0 } : step;
    }

    private static int Whole(YamlNode value, string key, string name, int least) =>
        int.TryParse(value.ToString(), out var number) && number >= least
            ? number
            : throw Bad(name, value.Start,
                $"The value '{value}' of '{key}' is not a whole number of at least {least}.");

    private static TradeMLException Bad(string name, Mark at, string message, Exception? inner = null) =>
        new(ErrorKind.BadInput, message, $"{name}, line {at.Line}, column {at.Column}", "Correct the line.", inner);
}
