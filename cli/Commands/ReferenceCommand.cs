using System.CommandLine;

namespace TradeML.Cli.Commands;

/// <summary><c>ata reference</c>: the reference tables.</summary>
internal static class ReferenceCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var reference = new Command("reference", "The reference tables: built, shown, explained");
        reference.Subcommands.Add(ReferenceUniverseCommand.Create(host));
        return reference;
    }
}
