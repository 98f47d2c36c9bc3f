using System.CommandLine;
using TradeML.Cli.Rendering;
using TradeML.Store.Tables;

namespace TradeML.Cli.Commands.Labels;

/// <summary><c>ata labels build</c>: a set of labels of all curated bars into the lake.</summary>
internal static class LabelBuildCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var set = new Option<string>("--labels")
        {
            Description = "Label set, a file of configs/labels",
            HelpName = "SET", Required = true
        };
        var command = new Command("build",
            "Bring a label table of the lake up to date; years that nothing has changed in keep their files") { set }
            .WithExamples(
                "ata labels build --labels forward_5d",
                "ata lake query \"SELECT label_end_kind, count(*) FROM labels.forward_5d GROUP BY ALL\"");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var name = parse.GetValue(set)!;
            var options = configuration.LabelSet(name);
            using var lake = context.OpenLake(configuration);
            var build = await context.WithProgressAsync("Labels",
                _ =>
                    Task.Run(
                        () =>
                            new StoreBuilder(lake, configuration.Edge.Engine.EffectiveThreads,
                                configuration.Curator.Survivorship).LabelsAsync(name, options, token), token));
            context.Emit(build, console => StoreViews.Describe(console, build));
            return ExitCodes.Done;
        });
        return command;
    }
}
