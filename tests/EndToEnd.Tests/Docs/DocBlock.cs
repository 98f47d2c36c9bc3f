using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Line">Number of its opening line.</param>
/// <param name="Language">The word beside the fence.</param>
/// <param name="Lines">What stands in it.</param>
/// <param name="Notes">The hidden comments above it.</param>
/// <param name="FollowsBlock">Whether nothing but blank lines and comments stands between it and the block
/// before.</param>
public sealed partial record DocBlock(
    int Line, string Language, IReadOnlyList<string> Lines, IReadOnlyList<DocNote> Notes, bool FollowsBlock)
{
    /// <summary>Whether it holds command lines.</summary>
    public bool HoldsCommands => Language is "bash" or "sh";

    /// <summary>The text of its note of a kind, or null.</summary>
    /// <param name="key">Kind of the note.</param>
    public string? Note(string key) => Notes.FirstOrDefault(n => n.Key == key && n.Of is null)?.Text;

    /// <summary>Why one of its command lines is not run, or null.</summary>
    /// <param name="command">The line.</param>
    public string? WhyNotRun(string command) => Notes.FirstOrDefault(
        n => n.Key == DocNote.NotRun && (n.Of is null || command.StartsWith(n.Of, StringComparison.Ordinal)))?.Text;

    /// <summary>Command lines of a text, continued ones joined, without those that only comment.</summary>
    /// <param name="lines">The text.</param>
    public static IEnumerable<string> Commands(IEnumerable<string> lines) => string.Join('\n', lines)
        .Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#');

    /// <summary>The exit code that a line's comment promises: its last words, else 0.</summary>
    /// <param name="command">The line.</param>
    public static int ExitCode(string command) =>
        Promise().Match(command) is { Success: true } match ? int.Parse(match.Groups[1].Value) : 0;

    /// <summary>Reads the blocks of a page.</summary>
    /// <param name="path">The page.</param>
    public static IReadOnlyList<DocBlock> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var blocks = new List<DocBlock>();
        var notes = new List<DocNote>();
        var follows = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                var end = Array.IndexOf(lines, "```", i + 1);
                blocks.Add(new DocBlock(i + 1, lines[i][3..].Trim(), lines[(i + 1)..end], notes, follows));
                (i, notes, follows) = (end, [], true);
            }
            else if (lines[i].StartsWith("<!--", StringComparison.Ordinal))
            {
                var end = Array.FindIndex(lines, i, line => line.TrimEnd().EndsWith("-->", StringComparison.Ordinal));
                if (Comment().Match(string.Join('\n', lines[i..(end + 1)])) is { Success: true } match)
                    notes.Add(new DocNote(match.Groups["key"].Value, Of(match), match.Groups["text"].Value));
                i = end;
            }
            else if (lines[i].Trim().Length > 0)
            {
                (notes, follows) = ([], false);
            }
        }

        return blocks;
    }

    private static string? Of(Match match) => match.Groups["of"] is { Success: true } of ? of.Value : null;

    [GeneratedRegex(
        """\A<!--\s*(?<key>not run|run first|printed by|file)(\s+`(?<of>[^`]+)`)?:\s*(?<text>.*?)\s*-->\s*\z""",
        RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"# *exit code (\d+)\s*$")]
    private static partial Regex Promise();
}
