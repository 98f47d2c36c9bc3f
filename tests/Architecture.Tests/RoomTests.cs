using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Architecture.Tests;

/// <summary>
/// The first-level folders of a project are rooms with one-way doors: read from the <c>using</c> lines, since a
/// namespace is its folder.
/// </summary>
[TestFixture]
public sealed partial class RoomTests
{
    private const int MostFiles = 25;

    private static IEnumerable<string> Projects() => SourceTree.Projects().Select(SourceTree.Relative);

    [TestCaseSource(nameof(Projects))]
    public void Rooms_OfAProject_HaveNoCircle(string project)
    {
        var doors = Doors(Path.Combine(SourceTree.Root, project));
        Assert.That(Circles(doors), Is.Empty,
            "Two rooms that lead to each other are one room, or a class lies in the wrong one.");
    }

    [TestCaseSource(nameof(Projects))]
    public void Folder_OfAProject_HoldsAtMost25Files(string project)
    {
        var crowded = SourceTree.Sources(Path.Combine(SourceTree.Root, project)).GroupBy(f => Path.GetDirectoryName(f)!)
            .Where(g => g.Count() > MostFiles).Select(g => $"{SourceTree.Relative(g.Key)}: {g.Count()}");
        Assert.That(crowded, Is.Empty);
    }

    [Test]
    public void Circles_OfThreeRoomsInARing_AreAllNamed()
    {
        var ring = new Dictionary<string, HashSet<string>>
        {
            ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A"],
            ["D"] = ["A"]
        };
        Assert.That(Circles(ring), Is.EquivalentTo(new[] { "A -> B", "B -> C", "C -> A" }));
    }

    [Test]
    public void Doors_OfTheLake_AreRead() =>
        Assert.That(Doors(Path.Combine(SourceTree.Root, "lib/TradeML.Lake/TradeML.Lake.csproj"))["Writing"],
            Does.Contain("Manifests"));

    private static Dictionary<string, HashSet<string>> Doors(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        var root = SourceTree.NameOf(project) == "cli" ? "TradeML.Cli" : SourceTree.NameOf(project);
        var rooms = Directory.GetDirectories(folder).Select(d => Path.GetFileName(d)).ToHashSet(StringComparer.Ordinal);
        var doors = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var file in SourceTree.Sources(project))
        {
            var room = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0];
            if (!rooms.Contains(room)) continue; // the files beside the rooms see all of them
            foreach (var used in File.ReadLines(file).Select(l => Using().Match(l)).Where(m => m.Success)
                .Select(m => m.Groups[1].Value))
                if (used.StartsWith(root + ".", StringComparison.Ordinal)
                    && used[(root.Length + 1)..].Split('.')[0] is var other && other != room && rooms.Contains(other))
                    (doors.TryGetValue(room, out var to) ? to : doors[room] = new(StringComparer.Ordinal)).Add(other);
        }

        return doors;
    }

    /// <summary>The doors that lie on a circle.</summary>
    private static IEnumerable<string> Circles(Dictionary<string, HashSet<string>> doors)
    {
        bool Leads(string from, string to)
        {
            var (seen, open) = (new HashSet<string> { from }, new Stack<string>([from]));
            while (open.TryPop(out var room))
                foreach (var next in doors.GetValueOrDefault(room) ?? [])
                {
                    if (next == to) return true;
                    if (seen.Add(next)) open.Push(next);
                }

            return false;
        }

        return doors.SelectMany(d => d.Value.Where(to => Leads(to, d.Key)).Select(to => $"{d.Key} -> {to}"));
    }

    [GeneratedRegex(@"^using (?:static |\w+ = )?([\w.]+);")]
    private static partial Regex Using();
}
