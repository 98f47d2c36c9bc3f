using System.CommandLine;
using TradeML.Cli.Rendering;
using TradeML.Research.Features;

namespace TradeML.Cli.Commands;

/// <summary><c>ata features list</c>: the named sets of features.</summary>
internal static class FeatureListCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var command = new Command("list", "Show the feature sets and the features in them").WithExamples("ata features list", "ata features list --json");
        AtaContext.SetAction(command, host, (context, _, _) =>
        {
            var sets = context.LoadConfiguration().FeatureSets.Select(set => FeatureSetConfig.From(set.Key, set.Value)).ToList();
            context.Emit(sets.Select(set => new { set.Name, set.Features }), console =>
            {
                var table = Tables.New("set", "#features");
                foreach (var set in sets) table.AddText([set.Name, set.Features.Count.ToString()]);
                console.Write(table);
            });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
