namespace TradeML.Cli.Wizards;

/// <summary>What the node is called, and which settings environment it runs in.</summary>
internal static class NodeIdStep
{
    private const string Variable = "EDGE_NODE_ID";

    /// <summary>Asks for the name.</summary>
    /// <param name="setup">The run.</param>
    /// <param name="ask">Whether a person is asked.</param>
    /// <param name="token">Gives up.</param>
    public static async Task RunAsync(NodeSetup setup, bool ask, CancellationToken token)
    {
        var question = new Question("--node-id", "What is this node called?",
            Fault)
        { Default = Name(Environment.MachineName) };
        var set = setup.Set(Variable) ?? setup.HeldStage?.NodeId;
        if (await setup.Questions.AnswerAsync(question, setup.Answers.NodeId, set, ask, token) is { } name)
            setup.Env.Set(Variable, name);
        setup.Env.Set("TRADEML_ENV",
            setup.Answers.Environment ?? setup.Set("TRADEML_ENV") ?? (setup.Machine.IsPi ? "pi" : "local"));
    }

    private static string? Fault(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? null : "A name has up to 64 letters, digits, dots, dashes and underscores.";

    private static string Name(string machine)
    {
        var name = string.Concat(
            machine.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == '-').Take(64));
        return name.Length > 0 ? name : "node";
    }
}
