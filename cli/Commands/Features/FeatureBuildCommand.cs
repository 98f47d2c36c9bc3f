using System.CommandLine;
using TradeML.Cli.Rendering;
using TradeML.Research.Features;
using TradeML.Store.Tables;

namespace TradeML.Cli.Commands.Features;

/// <summary><c>ata features build</c>: a feature set of all curated bars into the lake.</summary>
internal static class FeatureBuildCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var set = new Option<string>("--features")
        {
            Description = "Feature set, a file of configs/features",
            HelpName = "SET", DefaultValueFactory = _ => "equities_v1"
        };
        var command = new Command("build",
            "Bring a feature table of the lake up to date; years that nothing has changed in keep their files") { set }
            .WithExamples(
                "ata features build --features equities_v1",
                "ata lake query \"FROM features.equities_v1 WHERE date = '2024-03-04'\"");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var name = parse.GetValue(set)!;
            var config = FeatureSetConfig.From(name, configuration.FeatureSet(name));
            using var lake = context.OpenLake(configuration);
            var build = await context.WithProgressAsync("Features",
                _ =>
                    Task.Run(
                        () =>
                            new StoreBuilder(lake, configuration.Edge.Engine.EffectiveThreads,
                                configuration.Curator.Survivorship).FeaturesAsync(config, token), token));
            context.Emit(build, console => StoreViews.Describe(console, build));
            return ExitCodes.Done;
        });
        return command;
    }
}
