using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Architecture.Tests;

/// <summary>Relative links of the documents lead to files that are there.</summary>
[TestFixture]
public sealed partial class DocumentationLinksTests
{
    private static IEnumerable<string> Documents() =>
        Directory.GetFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(SourceTree.Root, "README.md")).Append(Path.Combine(SourceTree.Root, "CONTRIBUTING.md"))
            .Select(SourceTree.Relative).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Documents))]
    public void Link_OfADocument_LeadsToAnExistingFile(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(SourceTree.Root, document))!;
        var text = Fence().Replace(File.ReadAllText(Path.Combine(SourceTree.Root, document)), "");
        var broken = Link().Matches(text).Select(m => m.Groups["target"].Value)
            .Where(target =>
                !target.Contains("://", StringComparison.Ordinal)
                    && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !Exists(folder, document, target));
        Assert.That(broken, Is.Empty, $"links of {document} that lead nowhere");
    }

    [Test]
    public void Documents_OfTheRepository_AreFound() =>
        Assert.That(Documents(), Does.Contain("README.md").And.Contain("docs/collecting.md"));

    [Test]
    public void TestCommand_OfTheReadme_IsTheOneTheCheckRuns()
    {
        var command = File.ReadLines(Path.Combine(SourceTree.Root, "README.md"))
            .Single(l => l.Contains("dotnet test ", StringComparison.Ordinal));
        Assert.That(File.ReadAllText(Path.Combine(SourceTree.Root, ".ci/run")), Does.Contain($"\n{command} || fail"));
    }

    private static bool Exists(string folder, string document, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0
            ? Path.Combine(SourceTree.Root, document)
            : Path.GetFullPath(Path.Combine(folder, parts[0]));
        if (parts.Length == 1) return File.Exists(path) || Directory.Exists(path);
        return File.Exists(path) && Headings(path).Contains(parts[1]);
    }

    /// <summary>
    /// Anchors of a document's headings, as they are made on the web: lower case, hyphens for spaces, no punctuation.
    /// </summary>
    private static IEnumerable<string> Headings(string path) =>
        Heading().Matches(Fence().Replace(File.ReadAllText(path), ""))
        .Select(m => Punctuation().Replace(m.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
