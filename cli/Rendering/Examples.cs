using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TradeML.Cli.Rendering;

/// <summary>Adds examples below a command's help.</summary>
internal static class Examples
{
    /// <summary>Gives a command a help that ends with examples.</summary>
    /// <param name="command">The command.</param>
    /// <param name="lines">Command lines with a comment each, as a user would type them.</param>
    public static Command WithExamples(this Command command, params string[] lines)
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null) command.Options.Add(help = new HelpOption());
        help.Action = new HelpWithExamples((HelpAction)(help.Action ?? new HelpAction()), lines);
        return command;
    }

    private sealed class HelpWithExamples(HelpAction inner, string[] lines) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = inner.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines) output.WriteLine($"  {line}");
            output.WriteLine();
            return code;
        }
    }
}
