using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;

namespace TradeML.Cli.Wizards;

/// <summary>What is set already, shown before anything is asked, with keys as <c>***</c>.</summary>
internal static class NodeOverview
{
    /// <summary>Whether an earlier run has set the node up.</summary>
    /// <param name="setup">The run.</param>
    public static bool IsSetUp(NodeSetup setup) => setup.Set("TRADEML_LAKE") is not null && setup.HeldStage is not null;

    /// <summary>Shows it.</summary>
    /// <param name="setup">The run.</param>
    public static void Show(NodeSetup setup)
    {
        var console = setup.Context.Host.Out;
        console.WriteLine($"Machine: {setup.Machine.Model}. Settings: {setup.Env.Path}");
        if (!setup.Env.Variables.Keys.Concat(VendorKey.All.Select(k => k.Variable)).Any(v => setup.Set(v) is not null))
        {
            console.WriteLine(
                "Nothing is set yet. Each answer is kept as it is given; Ctrl-C ends the wizard, and the next start "
                    + "goes on from there.");
            return;
        }

        var table = Tables.New("Setting", "Value");
        foreach (var (name, value) in Rows(setup)) table.AddText([name, value]);
        console.Write(table);
    }

    private static IEnumerable<(string Name, string Value)> Rows(NodeSetup setup)
    {
        yield return ("lake", setup.Set("TRADEML_LAKE") ?? "-");
        yield return ("node", $"{setup.Set("EDGE_NODE_ID") ?? "-"} ({setup.Set("TRADEML_ENV") ?? "local"})");
        foreach (var key in VendorKey.All)
            yield return (key.Variable,
                setup.Set(key.Variable) is null
                    ? "-"
                    : setup.Env.Variables.ContainsKey(key.Variable) ? "***" : "*** (environment only)");
        foreach (var (name,
            value) in setup.Env.Variables.Where(v => v.Key.StartsWith("NODE_MAX_INFLIGHT_", StringComparison.Ordinal))
                .OrderBy(v => v.Key, StringComparer.Ordinal))
            yield return (name, value);
        yield return ("maintenance", setup.Set("TRADEML__EDGE__MAINTENANCE_TIME") ?? "-");
        if (setup.HeldStage is not { } stage) yield break;
        yield return ("stage",
            string.Create(CultureInfo.InvariantCulture,
                $"{stage.Stage}: {stage.Symbols.Count:N0} symbols from {stage.Source}"));
        foreach (var (dataset, window) in stage.Datasets.OrderBy(d => d.Key, StringComparer.Ordinal))
            yield return ("  " + dataset,
                string.Create(CultureInfo.InvariantCulture,
                    $"since {window.Start:yyyy-MM-dd}{(window.End is { } end ? $" until {end:yyyy-MM-dd}" : "")}"));
    }
}
