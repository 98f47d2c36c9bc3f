using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Architecture.Tests;

[TestFixture]
public sealed partial class SourceFileTests
{
    private const int LongestFile = 300;
    private const int LongestLine = 120;
    private const int DeepestFolder = 2;

    [Test]
    public void File_OfLibAndCli_IsShort()
    {
        var tooLong = SourceTree.AllSources()
            .Select(f => (File: SourceTree.Relative(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > LongestFile);
        Assert.That(tooLong, Is.Empty, $"A file has at most {LongestFile} lines.");
    }

    [Test]
    public void Line_OfAnySource_IsShort()
    {
        var tooLong = SourceTree.AllProjects().SelectMany(SourceTree.Sources).Concat(SourceTree.AllSources()).Distinct()
            .SelectMany(f => File.ReadLines(f).Select((l, i) => (Text: l, Place: $"{SourceTree.Relative(f)}:{i + 1}")))
            .Where(l => l.Text.Length > LongestLine)
            .Where(l => !l.Place.StartsWith("tests/", StringComparison.Ordinal) || !FromTheWire().IsMatch(l.Text))
            .Select(l => l.Place);
        Assert.That(tooLong, Is.Empty, $"A line has at most {LongestLine} characters.");
    }

    [TestCase("""    Answer("{"t":"2024-03-08T20:59:00Z","o":10}", next);""", true)]
    [TestCase("""    "v2/stocks/bars?symbols=AAA&timeframe=1Min");""", true)]
    [TestCase("    var total = first + second; // and so on", false)]
    public void FromTheWire_TellsAVendorsWordsFromCode(string line, bool expected) =>
        Assert.That(FromTheWire().IsMatch(line), Is.EqualTo(expected));

    [Test]
    public void File_OfLibAndCli_HasItsFoldersNamespace()
    {
        var strays = new List<string>();
        foreach (var project in SourceTree.Projects())
            foreach (var file in SourceTree.Sources(project))
                if (NamespaceOf(file) is { } found && found != ExpectedNamespace(project, file))
                    strays.Add($"{SourceTree.Relative(file)}: {found}");
        Assert.That(strays, Is.Empty);
    }

    [Test]
    public void File_WithAPublicType_HasOneAndItsName()
    {
        var strays = new List<string>();
        foreach (var file in SourceTree.AllSources())
        {
            var types = File.ReadLines(file).Select(l => PublicType().Match(l)).Where(m => m.Success)
                .Select(m => m.Groups[1].Value).Distinct().ToList();
            var name = Path.GetFileName(file).Split('.')[0];
            if (types.Count > 1 || (types.Count == 1 && types[0] != name))
                strays.Add($"{SourceTree.Relative(file)}: {string.Join(", ", types)}");
        }

        Assert.That(strays, Is.Empty, "One public type a file, the file named for it (Type.cs or Type.Aspect.cs).");
    }

    [Test]
    public void Folder_OfAProject_IsAtMostTwoDeep()
    {
        var deep = SourceTree.Projects().SelectMany(p => SourceTree.Sources(p)
            .Where(f =>
                Path.GetRelativePath(Path.GetDirectoryName(p)!, f).Split(Path.DirectorySeparatorChar).Length - 1
                    > DeepestFolder));
        Assert.That(deep.Select(SourceTree.Relative), Is.Empty);
    }

    [Test]
    public void Folder_OfAProject_IsNoDumpingGround()
    {
        string[] forbidden = ["Utils", "Util", "Utilities", "Common", "Helpers", "Misc", "Extensions"];
        var found = SourceTree.AllSources().Select(SourceTree.Relative)
            .Where(f => f.Split('/').Select(p => p.Replace(".cs", "", StringComparison.Ordinal)).Intersect(forbidden)
                .Any());
        Assert.That(found, Is.Empty);
    }

    private static string? NamespaceOf(string file) =>
        File.ReadLines(file).Select(l => Namespace().Match(l)).FirstOrDefault(m => m.Success)?.Groups[1].Value;

    private static string ExpectedNamespace(string project, string file)
    {
        var root = SourceTree.NameOf(project) == "cli" ? "TradeML.Cli" : SourceTree.NameOf(project);
        var folders = Path.GetRelativePath(Path.GetDirectoryName(project)!, Path.GetDirectoryName(file)!)
            .Split(Path.DirectorySeparatorChar).Where(p => p != ".");
        return string.Join('.', folders.Prepend(root));
    }

    // In tests, JSON and addresses with a query stand as the vendor writes them.
    [GeneratedRegex("""\"[\w ]+\\?":|\?\w+=[^ ]*&|[\w{}]+[?&][\w.]+=""")]
    private static partial Regex FromTheWire();

    [GeneratedRegex(@"^namespace ([\w.]+)")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public (?:[a-z]+ )*(?:class|record struct|record|struct|interface|enum) (\w+)")]
    private static partial Regex PublicType();
}
