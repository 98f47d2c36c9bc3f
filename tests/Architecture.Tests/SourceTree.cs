using System.Xml.Linq;
using TradeML.Testing;

namespace Architecture.Tests;

/// <summary>The repository's project and source files.</summary>
internal static class SourceTree
{
    public static string Root => TestPaths.RepositoryRoot;

    /// <summary>Projects whose conventions are tested: all of lib, and cli.</summary>
    public static IEnumerable<string> Projects() =>
        Directory.GetFiles(Path.Combine(Root, "lib"), "*.?sproj", SearchOption.AllDirectories)
            .Append(Path.Combine(Root, "cli", "ata.csproj")).Order();

    public static string NameOf(string project) =>
        Path.GetFileNameWithoutExtension(project) is "ata" ? "cli" : Path.GetFileNameWithoutExtension(project);

    /// <summary>C# files of a project, without build outputs.</summary>
    public static IEnumerable<string> Sources(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        return Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar)
                .Any(p => p is "bin" or "obj")).Order();
    }

    public static IEnumerable<string> AllSources() => Projects().SelectMany(Sources);

    public static IEnumerable<XElement> Elements(string project, string name) =>
        XDocument.Load(project).Descendants(name);

    public static IEnumerable<string> Includes(string project, string element) =>
        Elements(project, element).Select(e => e.Attribute("Include")?.Value).OfType<string>();

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}
