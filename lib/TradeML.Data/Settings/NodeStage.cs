using System.Globalization;
using System.Text;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Core.Files;

namespace TradeML.Data.Settings;

/// <summary>What a node is to collect now: the lake's <c>control/stage.yml</c>.</summary>
public sealed class NodeStage
{
    /// <summary>Number of the stage. Default 0.</summary>
    [Between(0, 100)]
    public int Stage { get; init; }

    /// <summary>Name of the node the file was written for.</summary>
    public required string NodeId { get; init; }

    /// <summary>Source of its bars, for example <c>alpaca_sip</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The symbols, as the vendor spells them.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>The window wanted of each dataset, for example of <c>equities_eod</c>.</summary>
    public required IReadOnlyDictionary<string, StageWindow> Datasets { get; init; }

    /// <summary>Source that a dataset's partitions are expected from; null when the routed vendor decides.</summary>
    /// <param name="dataset">Logical dataset, for example <c>equities_minute</c>.</param>
    public string? SourceOf(string dataset) =>
        Datasets.GetValueOrDefault(dataset)?.Source ?? (dataset == "equities_eod" ? Source : null);

    /// <summary>Keys that a dataset is collected for.</summary>
    /// <param name="dataset">Logical dataset, for example <c>macros_fred</c>.</param>
    public IReadOnlyList<string> KeysOf(string dataset) => Datasets.GetValueOrDefault(dataset)?.Symbols ?? Symbols;

    /// <summary>Reads a stage file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TradeMLException">Data missing: there is no such file. Bad input: a fault in it, with its
    /// line.</exception>
    public static NodeStage Read(string path)
    {
        if (!File.Exists(path))
            throw new TradeMLException(ErrorKind.DataMissing, "This lake has no stage yet.", path,
                "Run `ata node init` to say which symbols and days it shall hold.");
        return ConfigLoader.Parse<NodeStage>(File.ReadAllText(path), path, "stage");
    }

    /// <summary>Writes the file so that a crash leaves either the old one or the new one.</summary>
    /// <param name="path">The file; its folder exists.</param>
    public void Write(string path) => OutputFile.Write(path, Encoding.UTF8.GetBytes(ToYaml()));

    /// <summary>The file's text.</summary>
    public string ToYaml()
    {
        var text = new StringBuilder(
            "# What this node collects. Windows are half-open; an absent end means up to today.\n");
        text.Append(CultureInfo.InvariantCulture,
            $"stage: {Stage}\nnode_id: {Quoted(NodeId)}\nsource: {Quoted(Source)}\ndatasets:\n");
        foreach (var (dataset, window) in Datasets.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {dataset}: {{ start: {window.Start:yyyy-MM-dd}");
            if (window.End is { } end) text.Append(CultureInfo.InvariantCulture, $", end: {end:yyyy-MM-dd}");
            if (window.Source is { } source) text.Append(", source: ").Append(Quoted(source));
            if (window.Symbols is { } keys)
                text.Append(", symbols: [").AppendJoin(", ", keys.Select(Quoted)).Append(']');
            text.Append(" }\n");
        }

        text.Append("symbols:\n");
        foreach (var symbol in Symbols) text.Append("  - ").Append(Quoted(symbol)).Append('\n');
        return text.ToString();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
