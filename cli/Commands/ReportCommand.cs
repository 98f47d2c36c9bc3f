using System.CommandLine;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Ops.Reports;
using TradeML.Ops.Runs;

namespace TradeML.Cli.Commands;

/// <summary><c>ata report emit</c>: the daily report as JSON, Markdown and HTML.</summary>
internal static class ReportCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "The daily report";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var report = new Command("report", Summary);
        var model = new Option<string>("--model")
        {
            Description = "The model", DefaultValueFactory = _ => "equities_xs",
            HelpName = "MODEL"
        };
        var runId = ModelArgument.Run();
        var asOf = Arguments.Day("--as-of", "Trading day reported (default: the run's last)");
        var emit = new Command("emit",
            "Write report.json, report.md and report.html (one page that opens offline)") { model, runId, asOf }
            .WithExamples(
                "ata report emit", "ata report emit --as-of 2021-03-31");
        AtaContext.SetAction(emit, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var family = configuration.Family(parse.GetValue(model)!);
            using var lake = context.OpenLake(configuration);
            var files = await context.WithProgressAsync("Report", _ => RunReport.EmitAsync(
                lake, family, host.Clock, parse.GetValue(runId), parse.GetValue(asOf), token));
            context.Emit(files, console =>
            {
                console.WriteLine(files.Html);
                console.WriteLine(files.Markdown);
                console.WriteLine(files.Json);
                SurvivorshipView.Draw(console,
                    ModelRuns.Find(lake, family.Name, parse.GetValue(runId)).Metrics.Survivorship);
            });
            return ExitCodes.Done;
        });
        report.Subcommands.Add(emit);
        return report;
    }
}
