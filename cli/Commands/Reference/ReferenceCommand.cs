using System.CommandLine;

namespace TradeML.Cli.Commands.Reference;

/// <summary><c>ata reference</c>: the reference tables.</summary>
internal static class ReferenceCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var reference = new Command("reference", "The reference tables: built, shown, explained");
        reference.Subcommands.Add(ReferenceUniverseCommand.Create(host));
        reference.Subcommands.Add(ReferenceTablesCommand.CreateSecurities(host));
        reference.Subcommands.Add(ReferenceTablesCommand.CreateConflicts(host));
        reference.Subcommands.Add(ReferenceTablesCommand.CreateFactors(host));
        return reference;
    }
}
