using System.CommandLine;
using System.CommandLine.Help;
using TradeML.Cli.Commands;
using TradeML.Cli.Commands.Auditing;
using TradeML.Cli.Commands.Demo;
using TradeML.Cli.Commands.Features;
using TradeML.Cli.Commands.Labels;
using TradeML.Cli.Commands.Lake;
using TradeML.Cli.Commands.Node;
using TradeML.Cli.Commands.Reference;
using TradeML.Cli.Rendering;

namespace TradeML.Cli;

/// <summary>The command tree: one verb one file in Commands.</summary>
internal static class AtaCommands
{
    private static readonly Verb[] Verbs =
    [
        new("demo", DemoCommand.Summary, DemoCommand.Create),
        new("sim", SimCommand.Summary, SimCommand.Create),
        new("wizard", WizardCommand.Summary, WizardCommand.Create),
        new("node", NodeCommand.Summary, NodeCommand.Create),
        new("import", ImportCommand.Summary, ImportCommand.Create),
        new("vendors", VendorsCommand.Summary, VendorsCommand.Create),
        new("backfill", BackfillCommand.Summary, BackfillCommand.Create),
        new("audit", AuditCommand.Summary, AuditCommand.Create),
        new("qc", QcCommand.Summary, QcCommand.Create),
        new("curate", CurateCommand.Summary, CurateCommand.Create),
        new("reference", ReferenceCommand.Summary, ReferenceCommand.Create),
        new("features", FeaturesCommand.Summary, FeaturesCommand.Create),
        new("labels", LabelsCommand.Summary, LabelsCommand.Create),
        new("train", TrainCommand.Summary, TrainCommand.Create, TakesModel: true),
        new("evaluate", EvaluateCommand.Summary, EvaluateCommand.Create, TakesModel: true),
        new("promote", PromoteCommand.Summary, PromoteCommand.Create, TakesModel: true),
        new("backtest", BacktestCommand.Summary, BacktestCommand.Create, TakesModel: true),
        new("report", ReportCommand.Summary, ReportCommand.Create),
        new("lake", LakeCommand.Summary, LakeCommand.Create),
        new("calendar", CalendarCommand.Summary, CalendarCommand.Create),
        new("doctor", DoctorCommand.Summary, DoctorCommand.Create),
    ];

    /// <summary>Builds the root command.</summary>
    /// <param name="host">The surroundings.</param>
    /// <param name="args">A command line: verbs it does not name stay without their options; null for all in
    /// full.</param>
    public static RootCommand CreateRoot(AtaHost host, string[]? args = null)
    {
        // A response file (@) or a directive ([) may name any verb.
        var all = args is null || Array.Exists(args, a => a.StartsWith('@') || a.StartsWith('['));
        var root = CreateBare();
        foreach (var verb in Verbs)
            root.Subcommands.Add(all || args!.Contains(verb.Name) ? verb.Create(host) : verb.CreateBare());
        return root;
    }

    /// <summary>Builds the root command with the names of the verbs alone: what <c>ata --help</c> shows.</summary>
    public static RootCommand CreateOverview()
    {
        var root = CreateBare();
        foreach (var verb in Verbs) root.Subcommands.Add(verb.CreateBare());
        return root;
    }

    private static RootCommand CreateBare()
    {
        var root = new RootCommand(
            "TradeML: from a vendor's wire to a daily report, trained only on GREEN data.\n\nStart with: ata demo");
        GlobalOptions.AddTo(root);
        root.Options.OfType<HelpOption>().First().Action = new OverviewHelp();
        return root;
    }

    private sealed record Verb(string Name, string Summary, Func<AtaHost, Command> Create, bool TakesModel = false)
    {
        /// <summary>What the list of verbs shows of it.</summary>
        public Command CreateBare()
        {
            var command = new Command(Name, Summary);
            if (TakesModel) command.Arguments.Add(ModelArgument.New());
            return command;
        }
    }
}
