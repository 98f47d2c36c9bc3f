using System.CommandLine;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Spectre.Console;
using TradeML.Cli;
using TradeML.Testing;

namespace Ata.Tests;

/// <summary>
/// Commands that the documents show in their bash blocks are commands of the tool, with options that it knows.
/// </summary>
[TestFixture]
public sealed partial class DocumentedCommandTests
{
    private static IEnumerable<string> Documents() =>
        Directory.GetFiles(Path.Combine(TestPaths.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(TestPaths.RepositoryRoot, "README.md"))
            .Append(Path.Combine(TestPaths.RepositoryRoot, "CONTRIBUTING.md"))
            .Select(f => Path.GetRelativePath(TestPaths.RepositoryRoot, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Documents))]
    public void Command_OfADocument_IsInTheCommandTree(string document)
    {
        var root = Root();
        var faults = Commands(File.ReadAllText(Path.Combine(TestPaths.RepositoryRoot, document)))
            .Select(line => (line, errors: root.Parse(line).Errors))
            .Where(p => p.errors.Count > 0)
            .Select(p => $"ata {string.Join(' ', p.line)}: {p.errors[0].Message}");
        Assert.That(faults, Is.Empty, $"commands of {document} that the tool refuses");
    }

    [Test]
    public void Commands_OfTheReadme_AreFound() =>
        Assert.That(Commands(File.ReadAllText(Path.Combine(TestPaths.RepositoryRoot, "README.md"))).Select(c => c[0]),
            Is.SupersetOf(new[] { "doctor", "node", "train", "lake" }));

    private static RootCommand Root()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        return AtaCommands.CreateRoot(
            new AtaHost(console, console, TimeProvider.System, new Dictionary<string, string>(), Path.GetTempPath()));
    }

    /// <summary>
    /// Arguments of every <c>ata …</c> or <c>ata-VERB …</c> in the bash blocks; several on a line are several commands.
    /// </summary>
    private static IEnumerable<string[]> Commands(string text) => Block().Matches(text)
        .SelectMany(b => b.Groups["code"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
        .SelectMany(line => Separator().Split(Comment().Replace(line, "")))
        .Select(part => Words().Matches(Assignments().Replace(part.Trim(), "")).Select(m => m.Value.Trim('"', '\''))
            .ToArray())
        .Where(words =>
            words.Length > 1 && (words[0] == "ata" || words[0].StartsWith("ata-", StringComparison.Ordinal)))
        .Select(words => InvokedName.Expand(words[0], words[1..]));

    [GeneratedRegex("^```bash\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\s+#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"&&|\|\||;|\|(?=\s)")]
    private static partial Regex Separator();

    [GeneratedRegex(@"^([A-Z_0-9]+=\S*\s+)+")]
    private static partial Regex Assignments();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'|\\S+")]
    private static partial Regex Words();
}
