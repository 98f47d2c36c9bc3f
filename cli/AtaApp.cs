using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;

namespace TradeML.Cli;

/// <summary>Parses a command line, runs its command and turns whatever happens into an exit code and a text.</summary>
internal static class AtaApp
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="name">The name the program was started under.</param>
    /// <param name="host">The surroundings.</param>
    /// <param name="token">Ends the run, as Ctrl-C does.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, string name, AtaHost host, CancellationToken token)
    {
        var line = InvokedName.Expand(name, args);
        var parse = AtaCommands.CreateRoot(host, line).Parse(line);
        if (parse.Errors.Count > 0 && parse.Action?.ClearsParseErrors != true) return RefuseUsage(parse, host);

        using var output = new ConsoleWriter(host.Out);
        using var error = new ConsoleWriter(host.Error);
        var configuration = new InvocationConfiguration
        {
            Output = output, Error = error, EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
        };
        try
        {
            return await parse.InvokeAsync(configuration, token);
        }
        catch (OperationCanceledException)
        {
            host.Error.WriteLine("Interrupted. What was done is kept; run the same command again to go on from here.");
            return ExitCodes.Interrupted;
        }
        catch (TradeMLException e)
        {
            return Report(e, parse, host);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Report(
                new TradeMLException(ErrorKind.Storage, e.Message, null,
                    "Check free space and permissions; `ata doctor` looks at both.", e), parse, host);
        }
        catch (Exception e)
        {
            return Report(new TradeMLException(
                ErrorKind.Internal, $"This is a defect of TradeML: {e.GetType().Name}: {e.Message}",
                e.StackTrace?.Split('\n')[0].Trim(),
                "Please report it with the command line you typed.", e), parse, host);
        }
    }

    private static int RefuseUsage(ParseResult parse, AtaHost host)
    {
        foreach (var error in parse.Errors) host.Error.WriteLine($"ata: {error.Message}");
        var names = new Stack<string>();
        for (Symbol? symbol = parse.CommandResult.Command; symbol is not null; symbol = symbol.Parents.FirstOrDefault())
            names.Push(symbol is RootCommand ? "ata" : symbol.Name);
        var path = string.Join(' ', names);
        host.Error.WriteLine($"Run `{path} --help` for what it takes.");
        return ExitCodes.Usage;
    }

    private static int Report(TradeMLException error, ParseResult parse, AtaHost host)
    {
        host.Error.Write(new Text("error: ", new Style(Color.Red)));
        host.Error.WriteLine(error.ToUserText());
        if (parse.GetValue(GlobalOptions.Json))
        {
            var document = new
            {
                error = new
                {
                    kind = error.Kind.ToString(), message = error.Message,
                    place = error.Place, remedy = error.Remedy, exit_code = error.ExitCode
                }
            };
            host.Out.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(document, JsonOutput.Options));
        }

        return error.ExitCode;
    }
}
