using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Data.Curation;
using TradeML.Data.Quality.Audits;
using TradeML.Node.Stage;

namespace TradeML.Cli.Commands;

/// <summary><c>ata curate run</c>: rebuilds the curated and reference tables where their inputs changed.</summary>
internal static class CurateCommand
{
    private const int FilesShown = 30;

    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Adjusted prices and reference tables, rebuilt where inputs changed";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var curate = new Command("curate", Summary);
        var asOf = new Option<DateTimeOffset?>("--as-of")
        {
            Description = "Build what was known at this UTC instant",
            HelpName = "INSTANT"
        };
        var run = new Command("run", "Rebuild what depends on changed raw partitions, and no more") { asOf }
            .WithExamples(
                "ata curate run",
                "ata curate run --as-of 2024-03-01T00:00:00Z      # a later plain run brings it back to now");
        AtaContext.SetAction(run, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            using var lake = context.OpenLake(configuration);
            var curator = new Curator(lake, configuration.Curator);
            var summary = await context.WithProgressAsync("Curate", _ => parse.GetValue(asOf) is { } instant
                ? curator.CurateAsOfAsync(instant.UtcDateTime, token) : curator.CurateIncrementalAsync(token));
            // A lake of imported bars alone expects nothing yet: what is missing is known once it has a stage.
            var staged = File.Exists(NodeInit.StagePath(lake.Root));
            if (staged)
                await new Audit(lake, configuration.Backfill, host.Clock)
                    .ScanAsync(["curated/equities_ohlcv_adj"], token);
            context.Emit(summary, console => Describe(console, summary, staged));
            return ExitCodes.Done;
        });
        curate.Subcommands.Add(run);
        return curate;
    }

    private static void Describe(IAnsiConsole console, CurateSummary summary, bool staged)
    {
        if (summary.IsUnchanged) console.WriteLine("Nothing has changed.");
        else
            console.WriteLine(
                $"{summary.Symbols:N0} symbols had changed: {summary.Years.Count} years written, {summary.Rows:N0} "
                    + "rows; reference tables: " +
                (summary.ReferenceTables.Count == 0 ? "none" : string.Join(", ", summary.ReferenceTables)) + ".");
        if (summary.Universe.Years.Count > 0)
            console.WriteLine(
                $"reference/universe: {summary.Universe.Years.Count} years written, {summary.Universe.Rows:N0} rows.");
        if (summary.MinuteFiles > 0)
            console.WriteLine($"curated/equities_minute_adj: {summary.MinuteFiles:N0} files built.");
        foreach (var file in summary.Files.Take(FilesShown))
            console.WriteLine(
                $"  {(file.After is null ? "removed" : file.Before is null ? "new    " : "changed")} "
                    + $"{file.After ?? file.Before}");
        if (summary.Files.Count > FilesShown)
            console.WriteLine($"  and {summary.Files.Count - FilesShown:N0} more files; --json names them all");
        if (summary.Refused.Count > 0)
        {
            console.WriteLine($"{summary.Refused.Count} corporate actions could not be applied:");
            foreach (var refused in summary.Refused.Take(10))
                console.WriteLine(
                    $"  {refused.Symbol} "
                        + $"{refused.Event.ExDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: "
                        + $"{refused.Reason}");
        }

        console.WriteLine(
            staged
                ? "Next: ata train equities_xs"
                : "Next: ata node init, to say what the lake shall hold; then ata audit gaps says what is missing");
    }
}
