using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TradeML.Cli.Rendering;

/// <summary>
/// The help of <c>ata</c> itself, in the layout of every other command's. The library's own writer is made of queries
/// over value tuples, which no compilation ahead covers: compiling them took longer than all the rest.
/// </summary>
/// <param name="width">Columns of the terminal; null asks it.</param>
internal sealed class OverviewHelp(int? width = null) : SynchronousCommandLineAction
{
    private const string Indent = "  ";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var (root, output) = (parseResult.RootCommandResult.Command, parseResult.InvocationConfiguration.Output);
        var columns = width ?? (Console.IsOutputRedirected ? int.MaxValue : Console.WindowWidth);
        output.WriteLine("Description:");
        foreach (var line in Lines(root.Description!, columns - Indent.Length)) output.WriteLine(Indent + line);
        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine($"{Indent}{root.Name} [command] [options]");
        output.WriteLine();
        var options = new List<(string, string)>();
        foreach (var option in root.Options)
            if (option is not (HelpOption or VersionOption)) options.Add((Label(option), option.Description ?? ""));
        foreach (var option in root.Options)
            if (option is HelpOption or VersionOption) options.Add((Label(option), option.Description ?? ""));
        Write(output, "Options:", options, columns);
        var verbs = new List<(string, string)>();
        foreach (var verb in root.Subcommands) verbs.Add((Label(verb), verb.Description ?? ""));
        Write(output, "Commands:", verbs, columns);
        return 0;
    }

    private static string Label(Option option)
    {
        var names = new List<string>();
        foreach (var alias in option.Aliases)
            if (alias[0] == '-') names.Add(alias);
        names.Sort(string.CompareOrdinal);
        names.Add(option.Name);
        return string.Join(", ", names) + (option.HelpName is { } value ? $" <{value}>" : "");
    }

    private static string Label(Command verb)
    {
        var label = verb.Name;
        foreach (var argument in verb.Arguments) label += $" <{argument.HelpName ?? argument.Name}>";
        return label;
    }

    private static void Write(TextWriter output, string title, List<(string Label, string Text)> rows, int columns)
    {
        int left = 0, right = 0;
        foreach (var (label, text) in rows)
            (left, right) = (Math.Max(left, label.Length), Math.Max(right, text.Length));
        var room = columns == int.MaxValue ? right : Math.Min(right, Math.Max(1, columns - left - (2 * Indent.Length)));
        output.WriteLine(title);
        foreach (var (label, text) in rows)
        {
            var begin = Indent + label.PadRight(left) + Indent;
            foreach (var line in Lines(text, room))
            {
                output.WriteLine(begin + line);
                begin = new string(' ', begin.Length);
            }
        }

        output.WriteLine();
    }

    /// <summary>Breaks a text after the last blank that fits; a word that is longer than a line is cut.</summary>
    private static IEnumerable<string> Lines(string text, int room)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var rest = paragraph;
            while (rest.Length > room)
            {
                var blank = rest.LastIndexOf(' ', room - 1);
                var end = blank < 0 ? room : blank + 1;
                yield return rest[..end];
                rest = rest[end..];
            }

            yield return rest;
        }
    }
}
