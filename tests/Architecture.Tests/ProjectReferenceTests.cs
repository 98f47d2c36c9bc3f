using NUnit.Framework;

namespace Architecture.Tests;

/// <summary>The table of allowed directions between projects.</summary>
[TestFixture]
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["TradeML.Core"] = "",
        ["TradeML.Lake"] = "Core",
        ["TradeML.Vendors"] = "Core",
        ["TradeML.Data"] = "Core Lake Vendors",
        ["TradeML.Node"] = "Core Lake Vendors Data",
        ["TradeML.Research"] = "Core",
        ["TradeML.VendorSim"] = "Core",
        ["TradeML.Store"] = "Core Lake Data Research",
        ["TradeML.Models"] = "Core Research",
        ["TradeML.DeepModels"] = "Core Research Models",
        ["TradeML.Ops"] = "Core Lake Data Research Store Models",
        ["TradeML.Proof"] = "Core Lake Data Research Store Models Ops",
        ["TradeML.Brokers"] = "Core Lake Vendors Research",
        ["TradeML.Notebooks"] = "Core",
        ["TradeML.Script"] = "Core Lake Data Research Store Ops",
        ["TradeML.Web"] = "Core Lake Data Node Ops Brokers",
        ["cli"] = "Core Lake Vendors Data Node Research Store Models Ops Proof Brokers VendorSim Notebooks Web",
    };

    public static IEnumerable<string> Projects() => SourceTree.Projects().Select(SourceTree.Relative);

    [TestCaseSource(nameof(Projects))]
    public void Project_References_FollowTheTable(string project)
    {
        var path = Path.Combine(SourceTree.Root, project);
        var references = SourceTree.Includes(path, "ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')));
        Assert.That(Allowed, Does.ContainKey(SourceTree.NameOf(path)), "The table does not know this project.");
        Assert.That(references, Is.SubsetOf(Allowed[SourceTree.NameOf(path)].Split(' ').Select(n => "TradeML." + n)));
    }

    [TestCase("TradeML.Core", "NodaTime YamlDotNet")] // no natives, no network, no SQL
    [TestCase("TradeML.Research", "MathNet.Numerics")]
    [TestCase("TradeML.VendorSim", "Parquet.Net")]
    public void Project_Packages_AreTheAllowed(string project, string packages) =>
        Assert.That(SourceTree.Includes(PathOf(project), "PackageReference"), Is.SubsetOf(packages.Split(' ')));

    [TestCase("LightGBM", "TradeML.Models")]
    [TestCase("DuckDB.NET.Data.Full", "TradeML.Lake")]
    [TestCase("Microsoft.Data.Sqlite", "TradeML.Lake")]
    [TestCase("Npgsql", "TradeML.Lake")]
    [TestCase("TorchSharp", "TradeML.DeepModels")]
    [TestCase("MathNet.Numerics", "TradeML.Research")]
    [TestCase("Sep", "TradeML.Lake")]
    public void Package_WithWeight_IsReferencedByItsOwnerAlone(string package, string owner)
    {
        var users = SourceTree.Projects().Where(p => SourceTree.Includes(p, "PackageReference").Contains(package))
            .Select(SourceTree.NameOf);
        Assert.That(users, Is.SubsetOf(new[] { owner }));
    }

    [Test]
    public void LightGbm_OnArm64_IsNotReferenced()
    {
        var reference = SourceTree.Elements(PathOf("TradeML.Models"), "PackageReference")
            .Single(e => e.Attribute("Include")?.Value == "LightGBM");
        var condition = reference.Attribute("Condition")?.Value ?? reference.Parent!.Attribute("Condition")?.Value;
        Assert.That(condition, Does.StartWith("!").And.Contain("RuntimeIdentifier").And.Contain("arm64"));
    }

    private static string PathOf(string project) => Path.Combine(SourceTree.Root, "lib", project, project + ".csproj");
}
