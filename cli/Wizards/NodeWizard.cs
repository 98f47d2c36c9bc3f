using Spectre.Console;
using TradeML.Data.Settings;
using TradeML.Node.Stage;
using TradeML.Ops.Settings;

namespace TradeML.Cli.Wizards;

/// <summary>
/// Sets a collecting node up, or changes one. Without a terminal all answers are known before anything is written; at a
/// terminal each step is kept, so that a wizard that was interrupted goes on where it was.
/// </summary>
internal sealed class NodeWizard
{
    private readonly NodeSetup setup;
    private readonly (string Name, Func<bool, CancellationToken, Task> Run)[] steps;

    /// <summary>Creates the wizard.</summary>
    /// <param name="setup">The run.</param>
    public NodeWizard(NodeSetup setup)
    {
        this.setup = setup;
        steps =
        [
            ("storage", (ask, token) => StorageStep.RunAsync(setup, ask, token)),
            ("name", (ask, token) => NodeIdStep.RunAsync(setup, ask, token)),
            ("keys", (ask, token) => KeysStep.RunAsync(setup, ask, token)),
            ("limits", (ask, token) => LimitsStep.RunAsync(setup, Configuration().Endpoints, ask, token)),
            ("stage", (ask, token) => StageStep.RunAsync(setup, ask, token)),
            ("maintenance", (ask, token) => MaintenanceStep.RunAsync(setup, ask, token)),
            ("systemd unit", (ask, token) => ServiceStep.RunAsync(setup, ask, token)),
        ];
    }

    private IAnsiConsole Console => setup.Context.Host.Out;

    /// <summary>Runs the wizard.</summary>
    /// <param name="token">Gives up.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken token)
    {
        setup.Root = setup.Set("TRADEML_LAKE") is { } known ? setup.Context.Absolute(known) : "";
        var wanted = await WantedAsync(token);
        foreach (var (name, run) in steps)
        {
            var ask = wanted.Contains(name);
            if (ask && setup.Questions.Interactive) Console.Write(new Rule(name).LeftJustified());
            await run(ask, token);
            if (setup.Questions.Interactive) Save();
        }

        setup.Questions.ThrowIfMissing();
        Directory.CreateDirectory(setup.Root);
        Save();
        var held = setup.HeldStage;
        var context = setup.Context.With(setup.Variables);
        var result = await StageSeeding.RunAsync(context.At(setup.Root), setup.Stage, held, setup.Answers.Feed, token);
        if (setup.UnitPath is not null) ServiceStep.Write(setup);
        Report(result);
        if (setup.Answers.Start ?? await AskStartAsync(token))
            return await AtaApp.RunAsync(["node", "run", "--lake", setup.Root, "--config", context.ConfigDirectory],
                "ata", context.Host, token);
        return ExitCodes.Done;
    }

    private TradeMLConfiguration Configuration() => setup.Context.With(setup.Variables).LoadConfiguration();

    private async Task<IReadOnlyCollection<string>> WantedAsync(CancellationToken token)
    {
        var again = NodeOverview.IsSetUp(setup);
        if (!setup.Context.Json && (again || setup.Questions.Interactive)) NodeOverview.Show(setup);
        if (!again || !setup.Questions.Interactive) return [.. steps.Select(s => s.Name)];
        var prompt = new MultiSelectionPrompt<string>()
            .Title("What shall be changed? (space marks, Enter goes on; nothing marked: nothing changes)").NotRequired()
            .AddChoices(steps.Select(s => s.Name));
        return await Console.PromptAsync(prompt, token);
    }

    private async Task<bool> AskStartAsync(CancellationToken token) =>
        setup.Questions.Interactive
            && await Console.PromptAsync(new ConfirmationPrompt("Start the node now?") { DefaultValue = false }, token);

    private void Save()
    {
        if (setup.Env.Changed) setup.Env.Write();
        setup.Env.Protect();
    }

    private void Report(NodeInitResult? seeded)
    {
        var stage = NodeStage.Read(NodeInit.StagePath(setup.Root));
        string[] next = ["ata doctor", "ata node run", "ata node status"];
        var document = new
        {
            lake = setup.Root, env = setup.Env.Path, node_id = stage.NodeId, stage = stage.Stage,
            symbols = stage.Symbols.Count, datasets = stage.Datasets.Keys.Order(StringComparer.Ordinal),
            tasks_added = seeded?.TasksAdded ?? 0, unit = setup.UnitPath, overridden = setup.Overridden, next,
        };
        setup.Context.Emit(document, console => Print(console, stage, seeded, next));
    }

    private void Print(IAnsiConsole console, NodeStage stage, NodeInitResult? seeded, string[] next)
    {
        void Say(string text) => console.Profile.Out.Writer.WriteLine(text);
        Say($"The lake is {setup.Root}. Settings are in {setup.Env.Path} (readable by its owner only).");
        Say(
            $"Stage {stage.Stage}: {stage.Symbols.Count:N0} symbols, "
                + $"{string.Join(", ", stage.Datasets.Keys.Order(StringComparer.Ordinal))}.");
        Say(seeded is null
            ? "Everything was queued before; nothing was added."
            : $"{seeded.TasksAdded:N0} tasks queued.");
        foreach (var name in setup.Overridden)
            Say($"Mind: the environment sets {name} to something else, which wins over the file while it is set.");
        Say($"Next, in {setup.Context.Host.WorkingDirectory}:");
        foreach (var command in next) Say($"  {command}");
        if (setup.UnitPath is not { } unit) return;
        Say($"Started with the machine by {unit}:");
        Say(
            $"  sudo cp {unit} /etc/systemd/system/ && sudo systemctl daemon-reload && sudo systemctl enable --now "
                + $"{Path.GetFileName(unit)}");
    }
}
