using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using TradeML.Cli;

namespace Ata.Tests;

/// <summary>One run of the tool inside the test process, with its texts captured.</summary>
public sealed record AtaRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs a command line in a directory, as if started under a name.</summary>
    public static async Task<AtaRun> InvokeAsync(
        string[] args, string name = "ata", string? directory = null, TimeProvider? clock = null,
        IReadOnlyDictionary<string, string>? variables = null, CancellationToken token = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new AtaHost(
            Plain(output), Plain(error),
            clock ?? new FakeTimeProvider(new DateTimeOffset(2024, 7, 1, 12, 0, 0, TimeSpan.Zero)),
            variables ?? new Dictionary<string, string>(), directory ?? Path.GetTempPath());
        var code = await AtaApp.RunAsync(args, name, host, token);
        return new AtaRun(code, output.ToString(), error.ToString());
    }

    private static IAnsiConsole Plain(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 200;
        return console;
    }
}
