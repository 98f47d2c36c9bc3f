using System.CommandLine;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Ops.Training;

namespace TradeML.Cli.Commands;

/// <summary><c>ata train</c>: trains a model if its inputs are GREEN.</summary>
internal static class TrainCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Ask the GREEN gate, then cross-validate, measure and train";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var model = ModelArgument.New();
        var asOf = Arguments.Day("--as-of", "Last day of the training window (default: the stage's last)");
        var check = new Option<bool>("--check-only") { Description = "Ask the gate and stop" };
        var command = new Command("train", Summary) { model, asOf, check }.WithExamples(
            "ata train equities_xs", "ata-train equities_xs --check-only      # exit code 3 when the gate refuses");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var family = configuration.Family(parse.GetValue(model)!);
            using var lake = context.OpenLake(configuration);
            var gate = new TrainGate(lake, host.Clock, configuration.Edge.Engine.Threads,
                configuration.Backfill.MinGreenFrac, configuration.Curator.Survivorship);
            var verdict = gate.Judge(family, parse.GetValue(asOf));
            if (!context.Json) ModelViews.DrawGate(host.Out, verdict);
            verdict.Require();
            if (parse.GetValue(check))
            {
                if (context.Json) context.Emit(new { gate = verdict }, _ => { });
                return ExitCodes.Done;
            }

            var run = await context.WithProgressAsync("Train",
                line => gate.RunCpcvAsync(family, verdict, Show(line), token));
            context.Emit(new { gate = verdict, run }, console =>
            {
                console.WriteLine(
                    run.AlreadyDone
                        ? $"Run {run.RunId} of the same inputs was finished already."
                        : $"Run {run.RunId} finished.");
                ModelViews.DrawMetrics(console, run.Metrics);
                console.WriteLine($"Artifacts: {run.ArtifactFolder}");
                console.WriteLine($"Next: ata evaluate {family.Name}, ata promote {family.Name}, ata report emit");
            });
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Shows a pipeline's progress on a line.</summary>
    /// <param name="line">The line.</param>
    public static IProgress<PipelineProgress> Show(ProgressLine line) =>
        new InlineProgress<PipelineProgress>(p =>
            line.Report(p.Done, p.Total, p.Detail is null ? p.Stage : $"{p.Stage}: {p.Detail}"));
}
