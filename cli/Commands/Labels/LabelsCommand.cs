using System.CommandLine;

namespace TradeML.Cli.Commands.Labels;

/// <summary><c>ata labels</c>: what the labels are, and building them.</summary>
internal static class LabelsCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Labels: what they are, and building them";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var labels = new Command("labels", Summary);
        labels.Subcommands.Add(LabelListCommand.Create(host));
        labels.Subcommands.Add(LabelBuildCommand.Create(host));
        labels.Subcommands.Add(LabelFileCommand.Forward(host));
        labels.Subcommands.Add(LabelFileCommand.TripleBarrier(host));
        return labels;
    }
}
