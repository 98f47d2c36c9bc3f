using System.CommandLine;
using TradeML.Cli.Rendering;
using TradeML.Cli.Wizards;

namespace TradeML.Cli.Commands;

/// <summary><c>ata wizard node</c>: sets up a collecting node step by step.</summary>
internal static class WizardCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var wizard = new Command("wizard", "Set up step by step");
        wizard.Subcommands.Add(CreateNode(host));
        return wizard;
    }

    private static Command CreateNode(AtaHost host)
    {
        var root = new Option<string?>("--root") { Description = "Where the lake lies, for example /mnt/ssd/data_layer", HelpName = "DIR" };
        var yes = new Option<bool>("--yes") { Description = "Ask nothing: take what is set already and the defaults" };
        var command = new Command("node", "Set up a collecting node on this machine; again, it shows what is set and changes what you say")
        {
            root, yes,
        }.WithExamples(
            "ata wizard node",
            "ata wizard node --root /mnt/ssd/data_layer --yes");
        AtaContext.SetAction(command, host, (context, parse, token) => NodeWizard.RunAsync(
            new NodeSetup
            {
                Context = context,
                Answers = new NodeAnswers { Root = parse.GetValue(root) },
                Questions = new Questions(host.Out, host.Terminal && !context.Json, parse.GetValue(yes)),
                Machine = Machine.Detect(),
                Env = EnvFile.Read(Path.Combine(host.WorkingDirectory, ".env")),
            }, token));
        return command;
    }
}
