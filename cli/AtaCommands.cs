using System.CommandLine;
using TradeML.Cli.Commands;
using TradeML.Cli.Commands.Auditing;
using TradeML.Cli.Commands.Demo;
using TradeML.Cli.Commands.Features;
using TradeML.Cli.Commands.Labels;
using TradeML.Cli.Commands.Lake;
using TradeML.Cli.Commands.Node;
using TradeML.Cli.Commands.Reference;

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
        Func<AtaHost, Command>[] verbs =
        [
            DemoCommand.Create,
            SimCommand.Create,
            WizardCommand.Create,
            NodeCommand.Create,
            ImportCommand.Create,
            VendorsCommand.Create,
            BackfillCommand.Create,
            AuditCommand.Create,
            QcCommand.Create,
            CurateCommand.Create,
            ReferenceCommand.Create,
            FeaturesCommand.Create,
            LabelsCommand.Create,
            TrainCommand.Create,
            EvaluateCommand.Create,
            PromoteCommand.Create,
            BacktestCommand.Create,
            ReportCommand.Create,
            LakeCommand.Create,
            CalendarCommand.Create,
            DoctorCommand.Create,
        ];
        foreach (var create in verbs) root.Subcommands.Add(create(host));
        return root;
    }
}
