using System.CommandLine;

namespace TradeML.Cli;

/// <summary>
/// Answers <c>ata --help</c> from the list of verbs alone: no command, library or console is loaded for it. The text is
/// the one that <see cref="AtaApp"/> would print.
/// </summary>
internal static class Overview
{
    /// <summary>Whether a command line asks for it.</summary>
    /// <param name="line">The arguments, as <c>ata</c> itself would have been given them.</param>
    public static bool IsAskedBy(string[] line) => line is ["--help" or "-h" or "-?"];

    /// <summary>Prints it.</summary>
    /// <param name="line">The arguments.</param>
    /// <param name="output">Where to.</param>
    /// <returns>The exit code.</returns>
    public static int Print(string[] line, TextWriter output) =>
        AtaCommands.CreateOverview().Parse(line).Invoke(new InvocationConfiguration { Output = output });
}
