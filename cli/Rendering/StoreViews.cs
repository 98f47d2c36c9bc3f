using Spectre.Console;
using TradeML.Store.Tables;

namespace TradeML.Cli.Rendering;

/// <summary>How builds and states of the feature and label tables look.</summary>
internal static class StoreViews
{
    /// <summary>What a build did.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="build">The build.</param>
    public static void Describe(IAnsiConsole console, StoreBuild build)
    {
        var output = console.Profile.Out.Writer;
        output.WriteLine(
            $"{build.Table}: {build.Symbols:N0} symbols, {build.Years} years; {build.Rebuilt.Count} years had "
                + $"changed, {build.Rows:N0} rows, {build.Changed.Count} files are new.");
        foreach (var path in build.Changed) output.WriteLine($"  {path}");
        if (!double.IsNaN(build.GreenShare))
            output.WriteLine($"{build.GreenShare:P2} of the curated partitions are GREEN.");
        foreach (var (feature, input) in build.Missing)
            output.WriteLine($"{feature} is unknown everywhere: the lake has no {input}.");
        SurvivorshipView.Draw(console, build.Survivorship);
    }

    /// <summary>What a table covers.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="status">Its state.</param>
    public static void Show(IAnsiConsole console, StoreStatus status)
    {
        console.Profile.Out.Writer.WriteLine(
            $"{status.Table}: {status.Rows:N0} of {status.CuratedRows:N0} curated rows, {status.Symbols:N0} "
                + $"symbols, {status.First:yyyy-MM-dd} to {status.Last:yyyy-MM-dd}, {status.Files} files");
        var table = Tables.New("column", "#unknown");
        foreach (var column in status.Columns) table.AddText([column.Name, $"{column.Unknown:P2}"]);
        console.Write(table);
    }
}
