using System.CommandLine;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Universe;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;

namespace TradeML.Cli.Commands;

/// <summary><c>ata evaluate</c>: the figures of a run against the go/no-go bars.</summary>
internal static class EvaluateCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary =
        "Hold a run's out-of-sample figures against the go/no-go bars; exit code 3 when they are not met";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var model = ModelArgument.New();
        var runId = ModelArgument.Run();
        var command = new Command("evaluate", Summary) { model, runId }
            .WithExamples("ata evaluate equities_xs", "ata-evaluate equities_xs --json");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            var configuration = context.LoadConfiguration();
            var family = configuration.Family(parse.GetValue(model)!);
            using var lake = context.OpenLake(configuration, readOnly: true);
            var run = ModelRuns.Find(lake, family.Name, parse.GetValue(runId));
            var verdict = GoNoGo.Evaluate(run.Metrics.Figures, GoNoGoLimits.From(family.Options.Bars));
            var trials = lake.Control.Read(r => TrialLedger.Read(r, family.Name));
            context.Emit(
                new
                {
                    run.RunId, verdict = verdict.Word, verdict.Bars, run.Metrics.Validation,
                    variants = run.Metrics.Trials, trials = trials.Count,
                    survivorship = run.Metrics.Survivorship ?? SurvivorshipVerdict.NotCounted
                }, console =>
            {
                console.WriteLine($"Run {run.RunId}, {trials.Count} trials in the ledger of {run.Metrics.Model}");
                ModelViews.DrawMetrics(console, run.Metrics);
                ModelViews.DrawBars(console, verdict);
            });
            return Task.FromResult(verdict.Go ? ExitCodes.Done : ExitCodes.Refused);
        });
        return command;
    }
}
