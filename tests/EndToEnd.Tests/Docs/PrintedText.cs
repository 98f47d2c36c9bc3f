using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Docs;

/// <summary>
/// Compares a printed block of a page with what a run printed: every word and number, but not how far apart they stand.
/// </summary>
public static partial class PrintedText
{
    /// <summary>
    /// Whether the lines stand in the output, one after the other. <c>…</c> stands for any text within a line, alone on
    /// a line for any lines. The rules of tables count as nothing, and a page may break a line where the output does
    /// not.
    /// </summary>
    /// <param name="lines">The block.</param>
    /// <param name="output">What was printed.</param>
    public static bool Holds(IEnumerable<string> lines, string output)
    {
        var pattern = string.Join(@"\s+",
            lines.Select(line => line.Trim()).Where(line => line.Trim('─').Length > 0).Select(Pattern));
        return Regex.IsMatch(Rule().Replace(output, ""), $@"^\s*{pattern}[^\S\n]*$", RegexOptions.Multiline);
    }

    private static string Pattern(string line) => line == "…"
        ? @"[\s\S]*?"
        : Spaces().Replace(Regex.Escape(line), @"\s+").Replace("…", @"[^\n]*?", StringComparison.Ordinal);

    [GeneratedRegex("─{2,}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(\\ )+")]
    private static partial Regex Spaces();
}
