using System.Xml.Linq;
using NUnit.Framework;

namespace Architecture.Tests;

/// <summary>
/// Time and randomness enter from outside: the analyzer that bans their ambient sources is on in every project.
/// </summary>
[TestFixture]
public sealed class ClockTests
{
    [TestCase("P:System.DateTime.Now")]
    [TestCase("P:System.DateTime.UtcNow")]
    [TestCase("P:System.DateTime.Today")]
    [TestCase("P:System.DateTimeOffset.Now")]
    [TestCase("P:System.DateTimeOffset.UtcNow")]
    [TestCase("M:System.Random.#ctor")]
    [TestCase("P:System.Random.Shared")]
    [TestCase("M:System.Threading.Thread.Sleep(System.Int32)")]
    [TestCase("P:System.TimeZoneInfo.Local")]
    public void BannedSymbols_AmbientSource_IsListed(string symbol) =>
        Assert.That(File.ReadLines(Path.Combine(SourceTree.Root, "BannedSymbols.txt")).Select(l => l.Split(';')[0]),
            Does.Contain(symbol));

    [Test]
    public void Analyzer_ForEveryProject_IsOnAndReadsTheList()
    {
        var targets = XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Build.targets"));
        var analyzer = targets.Descendants("PackageReference")
            .Single(e => e.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        var list = targets.Descendants("AdditionalFiles")
            .Single(e => e.Attribute("Include")!.Value.EndsWith("BannedSymbols.txt", StringComparison.Ordinal));
        Assert.That(analyzer.Attribute("Condition") ?? analyzer.Parent!.Attribute("Condition"), Is.Null);
        Assert.That(list.Attribute("Condition") ?? list.Parent!.Attribute("Condition"), Is.Null);
    }

    [Test]
    public void Project_Warnings_AreErrorsAndNotSilenced()
    {
        Assert.That(
            XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Build.props")).Descendants("TreatWarningsAsErrors")
                .Single().Value, Is.EqualTo("true"));
        var silencers = SourceTree.Projects()
            .Where(p => SourceTree.Elements(p, "NoWarn").Any() || SourceTree.Elements(p, "TreatWarningsAsErrors").Any()
            || SourceTree.Elements(p, "PackageReference").Any(e => e.Attribute("Remove") is not null));
        Assert.That(silencers.Select(SourceTree.Relative), Is.Empty);
    }

    [Test]
    public void Source_OfLibAndCli_LiftsNoBan()
    {
        var lifting = SourceTree.AllSources()
            .Where(f => File.ReadAllText(f).Contains("RS0030", StringComparison.Ordinal));
        Assert.That(lifting.Select(SourceTree.Relative), Is.Empty);
    }
}
