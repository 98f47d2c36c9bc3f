using System.CommandLine;
using TradeML.Cli.Rendering;
using TradeML.Store.Tables;

namespace TradeML.Cli.Commands.Features;

/// <summary>
/// <c>ata features status</c>: what the lake's feature tables cover and how much of each feature is unknown.
/// </summary>
internal static class FeatureStatusCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var set = new Option<string?>("--features")
        {
            Description = "One set (default: every one that was built)",
            HelpName = "SET"
        };
        var command = new Command("status",
            "Show what the feature tables cover, and the share of unknown values of each feature") { set }.WithExamples(
                "ata features status", "ata features status --features equities_v1 --json");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            var configuration = context.LoadConfiguration();
            using var lake = context.OpenLake(configuration, readOnly: true);
            IEnumerable<string> names = parse.GetValue(set) is { } one
                ? [one]
                : configuration.FeatureSets.Keys.Where(n => lake.Manifest.Files($"features/{n}").Count > 0);
            var all = names.Select(name => StoreStatus.Of(lake, $"features/{name}")).ToList();
            context.Emit(all, console =>
            {
                if (all.Count == 0)
                    console.Profile.Out.Writer.WriteLine("No feature table was built yet: ata features build");
                foreach (var status in all) StoreViews.Show(console, status);
            });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
