using System.Globalization;
using Spectre.Console;
using TradeML.Cli;
using TradeML.Core.Configuration;

namespace TradeML.Campaign;

/// <summary>
/// One life of a node: the verbs that cron would run, one after another, on a clock that starts at a given instant.
/// </summary>
public static class NodeProcess
{
    /// <summary>
    /// The verbs of one life. All of them are safe to repeat; a life that follows a power cut does what is left.
    /// </summary>
    public static IReadOnlyList<string> Verbs { get; } =
    [
        "node init --top 5 --start 2021-06-01 --end 2021-09-01", "node run --once", "node run --once", "curate run",
        "audit gaps",
    ];

    /// <summary>Runs the verbs; prints the number of steps at the end.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Arguments(args);
        var power = new PowerCut(options.Number("--cut", 0));
        var start = DateTimeOffset.Parse(options.Required("--start"), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal);
        var lake = options.Required("--lake");
        using var quiet = new StringWriter();
        using var errors = new StringWriter();
        var host = new AtaHost(Plain(quiet), Plain(errors), new ShiftedClock(TimeProvider.System, start),
            ProcessEnvironment.Read(""), Path.GetDirectoryName(lake)!)
        {
            Crash = power,
        };
        foreach (var verb in Verbs)
        {
            var code = await AtaApp.RunAsync([.. verb.Split(' '), "--lake", lake, "--env", "demo", "--quiet"], "ata",
                host, CancellationToken.None);
            if (code == 0) continue;
            Console.Error.WriteLine($"{verb} ended with {code}: {errors}");
            return code;
        }

        Console.Out.WriteLine(power.Steps);
        return 0;
    }

    private static IAnsiConsole Plain(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No,
        Out = new AnsiConsoleOutput(writer),
    });
}
