using System.CommandLine;
using TradeML.Cli.Commands;

namespace TradeML.Cli;

/// <summary>The command tree: one verb one file in Commands.</summary>
internal static class AtaCommands
{
    /// <summary>Builds the root command.</summary>
    /// <param name="host">The surroundings.</param>
    public static RootCommand CreateRoot(AtaHost host)
    {
        var root = new RootCommand(
            "TradeML: from a vendor's wire to a daily report, trained only on GREEN data.\n\nStart with: ata demo");
        GlobalOptions.AddTo(root);
        root.Subcommands.Add(SimCommand.Create(host));
        root.Subcommands.Add(CalendarCommand.Create(host));
        return root;
    }
}
