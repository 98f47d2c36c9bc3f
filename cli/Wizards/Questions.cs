using Spectre.Console;
using TradeML.Core.Errors;

namespace TradeML.Cli.Wizards;

/// <summary>
/// How a wizard's questions are answered: by an option, at the terminal, by what is set already, or by the default
/// where defaults are accepted. What none of these answers is missing, and all that is missing is said at once.
/// </summary>
/// <param name="console">The terminal.</param>
/// <param name="terminal">Whether a person sits at it.</param>
/// <param name="acceptDefaults">Whether defaults answer what nothing else does.</param>
internal sealed class Questions(IAnsiConsole console, bool terminal, bool acceptDefaults)
{
    private readonly List<string> missing = [];

    /// <summary>Whether questions are put to a person.</summary>
    public bool Interactive => terminal && !acceptDefaults;

    /// <summary>Answers a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="given">The answer an option gave, or null.</param>
    /// <param name="set">The answer of an earlier run, or null.</param>
    /// <param name="ask">Whether a person is asked where one is there, even though an earlier run has the
    /// answer.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>The answer, or null when it is missing; <see cref="ThrowIfMissing"/> then says so.</returns>
    /// <exception cref="TradeMLException">Bad input: the option's answer is refused.</exception>
    public async Task<string?> AnswerAsync(
        Question question, string? given, string? set, bool ask, CancellationToken token)
    {
        if (given is not null)
            return question.Fault(given) is { } fault
                ? throw new TradeMLException(ErrorKind.BadInput, fault, question.Option)
                : given;
        if (Interactive && (ask || set is null)) return await PromptAsync(question, set ?? question.Default, token);
        if (set is not null) return set;
        if (acceptDefaults && question.Default is { } standard) return standard;
        Miss(question.Option, question.Text);
        return null;
    }

    /// <summary>Notes an answer that is missing.</summary>
    /// <param name="option">The option that gives it.</param>
    /// <param name="text">What it answers.</param>
    public void Miss(string option, string text) => missing.Add($"{option}: {text}");

    /// <summary>Stops the wizard when answers are missing.</summary>
    /// <exception cref="TradeMLException">Bad input: lists every answer that is missing, with its option.</exception>
    public void ThrowIfMissing()
    {
        if (missing.Count == 0) return;
        var hint = acceptDefaults
            ? "Give them as options."
            : "Give them as options, accept the defaults of the others with --yes, or start the wizard at a terminal.";
        throw new TradeMLException(
            ErrorKind.BadInput,
            $"{(missing.Count == 1 ? "An answer is" : $"{missing.Count} answers are")} missing and nobody is there "
                + $"to ask; nothing was written:\n  {string.Join("\n  ", missing)}", null, hint);
    }

    private async Task<string> PromptAsync(Question question, string? standard, CancellationToken token)
    {
        var prompt = new TextPrompt<string>(Markup.Escape(question.Text)) { ShowDefaultValue = true };
        prompt
            .Validate(text =>
                question.Fault(text) is { } fault
                    ? ValidationResult.Error($"[red]{Markup.Escape(fault)}[/]")
                    : ValidationResult.Success());
        if (standard is not null) prompt.DefaultValue(standard);
        if (standard is null && question.Fault("") is null) prompt.AllowEmpty();
        return (await console.PromptAsync(prompt, token)).Trim();
    }
}
