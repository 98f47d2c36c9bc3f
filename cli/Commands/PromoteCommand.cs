using System.CommandLine;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Ops.Promotion;

namespace TradeML.Cli.Commands;

/// <summary><c>ata promote</c>: makes the newest run champion if the rules allow it.</summary>
internal static class PromoteCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary =
        "Make the newest run champion: data GREEN, bars met, better than the champion; else exit code 3";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var model = ModelArgument.New();
        var command = new Command("promote", Summary) { model }
            .WithExamples("ata promote equities_xs", "ata-promote equities_xs");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var family = configuration.Family(parse.GetValue(model)!);
            using var lake = context.OpenLake(configuration);
            var verdict = await new Promotion(
                lake, family, host.Clock, configuration.Backfill.MinGreenFrac).PromoteIfBeatChampionAsync(token);
            context.Emit(verdict, console =>
            {
                console.WriteLine(verdict.Champion == verdict.Challenger
                    ? $"{verdict.Challenger} is champion of {verdict.Model} already."
                    : $"{verdict.Challenger} is now champion of {verdict.Model} (Sharpe "
                        + $"{verdict.ChallengerSharpe:0.00}; before: {verdict.Champion ?? "none"}).");
                console.WriteLine(verdict.Shadow);
            });
            return ExitCodes.Done;
        });
        return command;
    }
}
