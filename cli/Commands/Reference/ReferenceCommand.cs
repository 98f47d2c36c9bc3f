using System.CommandLine;

namespace TradeML.Cli.Commands.Reference;

/// <summary><c>ata reference</c>: the reference tables.</summary>
internal static class ReferenceCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "The reference tables: built, shown, explained";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var reference = new Command("reference", Summary);
        reference.Subcommands.Add(ReferenceUniverseCommand.Create(host));
        reference.Subcommands.Add(ReferenceTablesCommand.CreateSecurities(host));
        reference.Subcommands.Add(ReferenceTablesCommand.CreateConflicts(host));
        reference.Subcommands.Add(ReferenceTablesCommand.CreateFactors(host));
        return reference;
    }
}
