namespace TradeML.Cli.Wizards;

/// <summary>Sets up a collecting node: asks first, then does what was answered, so that an interrupted wizard has changed nothing by halves.</summary>
internal static class NodeWizard
{
    /// <summary>Runs the wizard.</summary>
    /// <param name="setup">The run.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(NodeSetup setup, CancellationToken token)
    {
        await StorageStep.RunAsync(setup, ask: true, token);
        setup.Questions.ThrowIfMissing();
        Directory.CreateDirectory(setup.Root);
        if (setup.Env.Changed) setup.Env.Write();
        setup.Context.Emit(new { root = setup.Root, env = setup.Env.Path }, console => console.Profile.Out.Writer.WriteLine($"The lake is {setup.Root}; settings are in {setup.Env.Path}."));
        return ExitCodes.Done;
    }
}
