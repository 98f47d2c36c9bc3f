using Spectre.Console;
using TradeML.Core.Configuration;
using TradeML.Lake.Control;

namespace TradeML.Cli;

/// <summary>
/// What the tool takes from its surroundings, so that tests can give their own: two consoles, a clock, variables, a
/// directory.
/// </summary>
/// <param name="Out">Standard output: results only.</param>
/// <param name="Error">Standard error: progress, logs and error texts.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Variables">Environment variables by name.</param>
/// <param name="WorkingDirectory">Directory that relative paths start from.</param>
internal sealed record AtaHost(
    IAnsiConsole Out, IAnsiConsole Error, TimeProvider Clock, IReadOnlyDictionary<string, string> Variables,
    string WorkingDirectory)
{
    /// <summary>
    /// Whether a person sits at both ends: neither standard input nor standard output is a file or a pipe.
    /// </summary>
    public bool Terminal { get; init; }

    /// <summary>Standard input.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Told of every durable step of the lakes that are opened; null outside crash tests.</summary>
    public ICrashPoint? Crash { get; init; }

    /// <summary>The surroundings of this process.</summary>
    public static AtaHost ForProcess()
    {
        var variables = ProcessEnvironment.Read(Path.Combine(Directory.GetCurrentDirectory(), ".env"));
        return new AtaHost(
            CreateConsole(Console.Out, Console.IsOutputRedirected),
            CreateConsole(Console.Error, Console.IsErrorRedirected),
            TimeProvider.System, variables, Directory.GetCurrentDirectory())
        {
            Terminal = !Console.IsInputRedirected && !Console.IsOutputRedirected, Input = Console.In,
        };
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        // A pipe has no width: tables must not be cut at 80 columns there.
        if (redirected) console.Profile.Width = 200;
        return console;
    }
}
