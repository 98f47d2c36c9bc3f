using Spectre.Console;
using TradeML.Core.Errors;

namespace TradeML.Cli.Wizards;

/// <summary>
/// The vendors' keys: typed without an echo, or taken from the environment or standard input; never shown, never on a
/// command line.
/// </summary>
internal static class KeysStep
{
    /// <summary>Asks for the keys.</summary>
    /// <param name="setup">The run.</param>
    /// <param name="ask">Whether a person is asked.</param>
    /// <param name="token">Gives up.</param>
    public static async Task RunAsync(NodeSetup setup, bool ask, CancellationToken token)
    {
        foreach (var key in VendorKey.All) await TakeAsync(setup, key, ask, token);
        if (setup.Answers.Keys.GetValueOrDefault(VendorKey.SecUserAgent) is { } agent)
            setup.Env.Set(VendorKey.SecUserAgent, agent);
        else if (ask && setup.Questions.Interactive) await ContactAsync(setup, token);
        foreach (var address in VendorKey.Addresses)
            if (setup.OfProcess(address) is { } url) setup.Env.Set(address, url);
    }

    private static async Task TakeAsync(NodeSetup setup, VendorKey key, bool ask, CancellationToken token)
    {
        var set = setup.Set(key.Variable);
        if (setup.Answers.Keys.GetValueOrDefault(key.Variable) is { } given)
        {
            if (VendorKey.Fault(given) is { } fault)
                throw new TradeMLException(ErrorKind.BadInput, $"{key.Variable}: {fault}", key.Option);
            set = given;
        }
        else if (ask && setup.Questions.Interactive)
        {
            set = await TypedAsync(setup, key, set, token) is { Length: > 0 } typed ? typed : set;
        }
        else if (set is null && key.Needed)
        {
            setup.Questions.Miss(key.Option,
                $"{key.Vendor} {key.For} (or {key.Variable} in the environment, or --keys-from-stdin)");
        }

        if (set is { Length: > 0 }) setup.Env.Set(key.Variable, set);
    }

    private static Task<string> TypedAsync(NodeSetup setup, VendorKey key, string? set, CancellationToken token)
    {
        var state = set is not null ? "set: ***, Enter keeps it" : key.Needed ? "needed" : "Enter leaves it out";
        var prompt = new TextPrompt<string>(Markup.Escape($"{key.Vendor} {key.For} [{state}]")).Secret(null);
        if (set is not null || !key.Needed) prompt.AllowEmpty();
        prompt
            .Validate(text =>
                text.Length == 0 || VendorKey.Fault(text) is not { } fault
                    ? ValidationResult.Success()
                    : ValidationResult.Error($"[red]{Markup.Escape(fault)}[/]"));
        return setup.Context.Host.Out.PromptAsync(prompt, token);
    }

    private static async Task ContactAsync(NodeSetup setup, CancellationToken token)
    {
        var set = setup.Set(VendorKey.SecUserAgent) ?? "";
        var question = new Question("--sec-user-agent",
            "Name and e-mail address for the SEC, which wants to know who asks (Enter: no filings)", _ => null);
        if (await setup.Questions.AnswerAsync(question, null, set.Length > 0 ? set : null, true,
            token) is { Length: > 0 } agent) setup.Env.Set(VendorKey.SecUserAgent, agent);
    }
}
