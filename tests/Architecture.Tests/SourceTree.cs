using System.Xml.Linq;
using TradeML.Testing;

namespace Architecture.Tests;

/// <summary>The repository's project and source files.</summary>
internal static class SourceTree
{
    public static string Root => TestPaths.RepositoryRoot;

    private static readonly string[] Shipped = ["lib", "cli", "pipelines", "scripts", "notebooks"];
    private static readonly string[] Languages = ["*.cs", "*.fs", "*.fsx"];

    /// <summary>Projects whose conventions are tested: all but the tests.</summary>
    public static IEnumerable<string> Projects() => Shipped.SelectMany(ProjectsBelow).Order();

    /// <summary>Every project, the tests among them.</summary>
    public static IEnumerable<string> AllProjects() => Shipped.Append("tests").SelectMany(ProjectsBelow).Order();

    public static string NameOf(string project) =>
        Path.GetFileNameWithoutExtension(project) is "ata" ? "cli" : Path.GetFileNameWithoutExtension(project);

    /// <summary>C# and F# files of a project, without build outputs.</summary>
    public static IEnumerable<string> Sources(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        return Languages.SelectMany(l => Directory.GetFiles(folder, l, SearchOption.AllDirectories))
            .Where(f => !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar)
                .Any(p => p is "bin" or "obj")).Order();
    }

    public static IEnumerable<string> AllSources() => Projects().SelectMany(Sources).Concat(Scripts()).Distinct();

    /// <summary>Programs that belong to no project.</summary>
    private static IEnumerable<string> Scripts() =>
        Shipped.Except(["lib", "cli"]).Select(f => Path.Combine(Root, f)).Where(Directory.Exists)
            .SelectMany(f => Languages.SelectMany(l => Directory.GetFiles(f, l, SearchOption.AllDirectories)))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj"));

    private static IEnumerable<string> ProjectsBelow(string folder) =>
        Directory.Exists(Path.Combine(Root, folder))
            ? Directory.GetFiles(Path.Combine(Root, folder), "*.?sproj", SearchOption.AllDirectories)
            : [];

    public static IEnumerable<XElement> Elements(string project, string name) =>
        XDocument.Load(project).Descendants(name);

    public static IEnumerable<string> Includes(string project, string element) =>
        Elements(project, element).Select(e => e.Attribute("Include")?.Value).OfType<string>();

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}
