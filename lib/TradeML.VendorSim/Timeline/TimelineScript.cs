using System.Globalization;
using TradeML.Core.Errors;
using TradeML.VendorSim.Market;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TradeML.VendorSim.Timeline;

/// <summary>
/// Reads a timeline: a YAML list of steps that begin with <c>revise</c>, <c>split</c>, <c>dividend</c>, <c>rename</c>
/// or <c>outage</c>.
/// </summary>
public static class TimelineScript
{
    /// <summary>Reads a script file.</summary>
    /// <param name="file">Path of a YAML file.</param>
    /// <exception cref="TradeMLException">The file is missing or is no such list; the place names file and line (bad
    /// input).</exception>
    public static MarketTimeline Read(string file)
    {
        if (!File.Exists(file))
            throw new TradeMLException(ErrorKind.BadInput, "The timeline does not exist.", file, "Check the path.");
        return Parse(File.ReadAllText(file), file);
    }

    /// <summary>Reads a script text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="TradeMLException">The text is no such list; the place names the line (bad input).</exception>
    public static MarketTimeline Parse(string yaml, string name)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException error)
        {
            throw Bad(name, error.Start, $"The timeline is not valid YAML: {error.Message}", error);
        }

        var timeline = MarketTimeline.Empty;
        if (stream.Documents.Count == 0) return timeline;
        if (stream.Documents[0].RootNode is not YamlSequenceNode list)
            throw Bad(name, stream.Documents[0].RootNode.Start, "The timeline is not a list of steps.");
        foreach (var node in list)
        {
            if (node is not YamlMappingNode map)
                throw Bad(name, node.Start, "A step of the timeline is not a mapping.");
            timeline = With(timeline, new Step(map, name));
        }

        return timeline;
    }

    private static MarketTimeline With(MarketTimeline timeline, Step step)
    {
        switch (step.Kind)
        {
            case "revise":
                step.Allow("first", "last", "factor", "at");
                return timeline with
                {
                    Revisions = [.. timeline.Revisions,
                    new Revision(step.Subject, step.Day("first"), step.Day("last"), step.Number("factor"),
                        step.Instant("at"))]
                };
            case "split":
                step.Allow("ex_date", "ratio", "at");
                var ratio = step.Number("ratio");
                var kind = ratio < 1 ? CorporateActionKind.ReverseSplit : CorporateActionKind.ForwardSplit;
                return timeline with
                {
                    LateActions = [.. timeline.LateActions,
                    new LateAction(step.Subject, kind, step.Day("ex_date"), step.Instant("at")) { Ratio = ratio }]
                };
            case "dividend":
                step.Allow("ex_date", "cash", "at");
                var late = new LateAction(step.Subject, CorporateActionKind.CashDividend, step.Day("ex_date"),
                    step.Instant("at"))
                { Cash = step.Number("cash") };
                return timeline with { LateActions = [.. timeline.LateActions, late] };
            case "rename":
                step.Allow("to", "on");
                return timeline with
                {
                    Renames = [.. timeline.Renames,
                    new Rename(step.Subject, step.Text("to"), step.Day("on"))]
                };
            case "outage":
                step.Allow("from", "to", "hangs");
                var hangs = step.Has("hangs") && step.Text("hangs") == "true";
                return timeline with
                {
                    Outages = [.. timeline.Outages,
                    new Outage(step.Subject, step.Instant("from"), step.Instant("to"), hangs)]
                };
            default:
                throw step.Bad(
                    $"The step '{step.Kind}' is not known; a step begins with revise, split, "
                        + "dividend, rename or outage.");
        }
    }

    private static TradeMLException Bad(string name, Mark at, string message, Exception? inner = null) =>
        new(ErrorKind.BadInput, message, $"{name}, line {at.Line}, column {at.Column}", "Correct the line.", inner);

    /// <summary>One step: its first key says what happens to whom, the others say how.</summary>
    private sealed class Step(YamlMappingNode map, string name)
    {
        public string Kind { get; } = map.Children.Count > 0 ? map.Children[0].Key.ToString() : "";

        public string Subject { get; } = map.Children.Count > 0 ? map.Children[0].Value.ToString() : "";

        public void Allow(params ReadOnlySpan<string> keys)
        {
            foreach (var (key, _) in map.Children.Skip(1))
                if (!keys.Contains(key.ToString()))
                    throw TimelineScript.Bad(name, key.Start,
                        $"The key '{key}' is not known; {Kind} has {string.Join(", ", keys)}.");
        }

        public bool Has(string key) => map.Children.ContainsKey(new YamlScalarNode(key));

        public string Text(string key) =>
            Has(key)
                ? map.Children[new YamlScalarNode(key)].ToString()
                : throw Bad($"The step '{Kind}' has no key '{key}'.");

        public double Number(string key) =>
            double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Bad($"The value of '{key}' is not a number.");

        public DateOnly Day(string key) =>
            DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", out var day)
                ? day
                : throw Bad($"The value of '{key}' is not a day like 2024-03-05.");

        public DateTimeOffset Instant(string key) =>
            DateTimeOffset.TryParse(Text(key), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                out var instant)
                ? instant
                : throw Bad($"The value of '{key}' is not an instant like 2024-03-05T18:00:00Z.");

        public TradeMLException Bad(string message) => TimelineScript.Bad(name, map.Start, message);
    }
}
