using System.CommandLine;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Data.Quality;

namespace TradeML.Cli.Commands;

/// <summary><c>ata qc</c>: the quality ledger from what lies on disk.</summary>
internal static class QcCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Checks of what lies on disk";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var qc = new Command("qc", Summary);
        qc.Subcommands.Add(CreateRefresh(host));
        return qc;
    }

    private static Command CreateRefresh(AtaHost host)
    {
        var sample = Arguments.Between(
            new Option<double>("--sample")
            {
                Description = "Share of the files to hash, 0.0001 to 1",
                DefaultValueFactory = _ => 1
            }, 0.0001, 1);
        var files = new Option<bool>("--files-only") { Description = "Checksums alone; don't judge the rows again" };
        var command = new Command("refresh",
            "Recompute GREEN, AMBER and RED: checksums, stored rows, minutes against days") { sample, files }
            .WithExamples(
                "ata qc refresh", "ata qc refresh --sample 0.1 --files-only");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            using var lake = context.OpenLake(configuration);
            var summary = await context.WithProgressAsync("Checking", line => QcRefresh.RunAsync(
                lake, configuration.Backfill.Qc, parse.GetValue(sample), !parse.GetValue(files), 0,
                new Progress<int>(done => line.Report(done, 0)), token));
            context.Emit(summary, console =>
            {
                console.WriteLine(
                    $"{summary.Files:N0} files, {summary.Hashed:N0} hashed: {summary.Missing.Count} missing, "
                        + $"{summary.Changed.Count} changed.");
                foreach (var path in summary.Missing) console.WriteLine($"  missing  {path}");
                foreach (var path in summary.Changed) console.WriteLine($"  changed  {path}");
                foreach (var path in summary.Unmended) console.WriteLine($"  nothing here makes it again: {path}");
                console.WriteLine(
                    $"{summary.Judged:N0} partitions judged, {summary.Changes:N0} verdicts changed, "
                        + $"{summary.Broken:N0} partitions RED because of a file.");
                if (summary.Broken > 0) console.WriteLine("Next: ata audit gaps");
            });
            return summary.Unmended.Count > 0 ? (int)Core.Errors.ErrorKind.Storage : ExitCodes.Done;
        });
        return command;
    }
}
